/** `npm start`: builds the page, serves it on 127.0.0.1:4173 (the next free port if that is taken), and opens it where there is a desktop. */
import { build, preview } from 'vite';

const desktop = process.platform === 'darwin' || process.platform === 'win32' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const open = desktop && !process.env.CI && process.stdout.isTTY === true;

await build({ logLevel: 'warn' });
const server = await preview({ preview: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4173), open } });
const address = server.resolvedUrls?.local[0];
console.log(`Chainscope is at ${address}  (Ctrl+C to stop)`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    void server.close().finally(() => process.exit(0));
  });
}
