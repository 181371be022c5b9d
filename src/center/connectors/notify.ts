import type { Connector } from './connectors.ts';

/** A message to one person by telephone. */
export interface Notification {
  /** Names the message: a gateway that gets the same id again must not call twice. */
  readonly id: string;
  readonly phone: string;
  readonly name: string;
  /** The whole message, to be sent as a text or read out. */
  readonly text: string;
}

/** Who tells the person: an officer at the desk, for whom it has become a task, or the gateway that took the message. */
export interface NotifyAnswer {
  readonly by: 'desk' | 'gateway';
}

/** The embedded default: people at the desk pick up the telephone, so every message is a task for them. */
export const notifyConnector: Connector<Notification, NotifyAnswer> = {
  name: 'notify',
  kind: 'embedded',
  timeoutMs: 1_000,
  call: async () => ({ by: 'desk' }),
};

/**
 * A gateway for texts or voice calls: POST of the notification as JSON to `url`, with `token` as bearer token. Any
 * answer 2xx means that the gateway has taken it; any other, or none in 5 s, that it has not.
 */
export function gatewayConnector(url: string, token: string | undefined): Connector<Notification, NotifyAnswer> {
  return {
    name: notifyConnector.name,
    kind: 'live',
    timeoutMs: 5_000,
    async call(notification, signal) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(notification),
        redirect: 'error',
        signal,
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
      return { by: 'gateway' };
    },
  };
}
