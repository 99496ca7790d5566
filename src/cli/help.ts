/** What `chainscope --help` prints. */
export const HELP = `chainscope: a simulation of Tanium Clients in linear chains, without the page

  chainscope run SCENARIO [--until 10m] [--seed N] [--set PATH=VALUE]…
                          [--report FILE] [--log FILE] [--clients] [--hash]
  chainscope run --list
  chainscope validate FILE…
  chainscope import subnets.csv [--format csv|ad|netbox] [--fill 0.6]
                          [--columns ROLE=COLUMN,…] [-o scenario.json] [--rejected FILE]
  chainscope fuzz [--seeds N | --minutes M] [--start SEED] [--jobs N]
  chainscope --help, --version

SCENARIO is a file, - for standard input, or the name of a built-in scenario (run --list).

run
  --until TIME       how long to simulate: 90s, 10m, 2h, 1d (default: the scenario's duration)
  --seed N           another seed
  --set PATH=VALUE   another value in the scenario: --set peering.addressMask=22
  --report FILE      the report (JSON) goes to FILE instead of standard output
  --log FILE         the event log as JSON lines; - is standard output (then --report must be given)
  --clients          adds the state of every client to the report
  --hash             prints the hash of the whole state alone

validate             one JSON object a file: { "file", "ok", "problems", "warnings" }

import
  --format NAME      csv, ad (Active Directory subnets), netbox (its prefix export); default: looked at
  --fill SHARE       share of a subnet's addresses with a client where no count is given (default 0.6)
  --columns LIST     which column is what: cidr=1,site=Building (numbers count from 1; none = no column)
  -o FILE            the scenario goes to FILE instead of standard output
  --rejected FILE    the rows that were not taken, with line and reason, as JSON

fuzz                 random small scenarios: invariants after every event, compared with the naive reference
  --seeds N          how many (default 1000);  --minutes M  or for how long
  --start SEED       the first seed (default 1);  --jobs N  processes at a time (default 1)

Exit status: 0 done, 1 a bug of ours, 2 invalid input, 3 a limit exceeded, 4 an invariant was violated.`;
