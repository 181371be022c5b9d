import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';

/**
 * `npm run dev`: the center restarts when its files change, TV, console and phone page reload in the browser. Four
 * ports instead of one: PORT (default 8080) for the center, 5173 for the TV, 5174 for the console, 5175 for the phone.
 */
const root = join(import.meta.dirname, '..');
const port = process.env.PORT ?? '8080';
process.env.CENTER_URL = `http://localhost:${port}`;

// Fonts, pictures and tones are files that the apps ask for.
spawnSync(process.execPath, ['scripts/build.ts', 'files'], { cwd: root, stdio: 'inherit' });

const center: ChildProcess = spawn(process.execPath, ['--watch', 'src/center/main.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { LOG_LEVEL: 'warn', ...process.env, PORT: port },
});

const configFile = join(root, 'vite.config.ts');
const servers = await Promise.all([
  createServer({ configFile, mode: 'tv', server: { port: 5173 } }),
  createServer({ configFile, mode: 'console', server: { port: 5174 } }),
  createServer({ configFile, mode: 'phone', server: { port: 5175 } }),
]);
for (const server of servers) await server.listen();
process.stdout.write(
  '\n  电视 TV        http://localhost:5173/tv/\n  控制台 console http://localhost:5174/console/\n  手机 phone     http://localhost:5175/phone/\n',
);

async function stop(): Promise<void> {
  center.kill('SIGINT');
  await Promise.all(servers.map((server) => server.close()));
  process.exit(0);
}
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
