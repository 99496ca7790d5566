/** How many clients a scenario text asks for, before it is validated: only to ask first when there are very many. 0 = unknown. */
export function expectedClients(text: string): number {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 0;
  }
  if (typeof value !== 'object' || value === null || !('subnets' in value) || !Array.isArray(value.subnets)) return 0;
  return value.subnets.reduce((sum: number, subnet: unknown) => sum + clientsOf(subnet), 0);
}

function clientsOf(subnet: unknown): number {
  if (typeof subnet !== 'object' || subnet === null) return 0;
  if ('clients' in subnet && typeof subnet.clients === 'number') return subnet.clients;
  return 'addresses' in subnet && Array.isArray(subnet.addresses) ? subnet.addresses.length : 0;
}
