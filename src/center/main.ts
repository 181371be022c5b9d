import { startCenter } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { LaunchError } from './database/launch-error.ts';
import { MigrationError } from './database/migrate.ts';
import { openLog } from './log.ts';

/** What went wrong at the start, in one line that says what to do. */
function explain(error: unknown, port: number | undefined): string | undefined {
  if (error instanceof ConfigError || error instanceof LaunchError || error instanceof MigrationError)
    return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `端口 ${port} 已被占用：请停掉占用它的程序，或换一个，例如 PORT=8081 npm start / port ${port} is in use: stop what uses it, or choose another, e.g. PORT=8081 npm start`;
  }
  if (code === 'EACCES')
    return `没有权限使用端口 ${port}：请用 1024 以上的端口 / no permission for port ${port}: use one above 1024`;
  const cause = error instanceof Error ? error.cause : undefined;
  const deeper = cause instanceof Error && 'code' in cause ? cause.code : code;
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '3D000', 'ECONNRESET'].includes(String(deeper))) {
    return `连不上 DATABASE_URL 的数据库（${String(deeper)}）：请检查地址、用户、密码和库名，或不设它而用自带的数据库 / cannot reach the database of DATABASE_URL (${String(deeper)}): check host, user, password and name, or unset it to use the embedded one`;
  }
  return undefined;
}

let port: number | undefined;
try {
  const config = readConfig(process.env);
  port = config.port;
  const log = openLog(config.logLevel);
  const center = await startCenter(config, { log });
  const at = `http://localhost:${center.port}`;
  process.stdout.write(`\n  昔阳里 TV     ${at}/\n  电视 TV       ${at}/tv/\n  控制台 console ${at}/console/\n\n`);
  if (center.firstPassword) {
    process.stdout.write(
      `  第一个账号 admin，密码（只显示这一次）/ first account admin, password (shown once): ${center.firstPassword}\n\n`,
    );
  }

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // A second Ctrl-C of an impatient hand must not cut the database's stop short.
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    center.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (error) {
  const line = explain(error, port);
  process.stderr.write(line ? `\n${line}\n\n` : `\n${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
  // Half a center must not stay behind.
  setTimeout(() => process.exit(1), 1_000).unref();
}
