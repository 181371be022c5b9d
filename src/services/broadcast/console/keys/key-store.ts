/** What lies in this browser for one person: the private half as an object that signs and cannot be read. */
export interface KeptKey {
  readonly key: string;
  readonly privateKey: CryptoKey;
}

const DATABASE = 'xiyangli-signing';
const STORE = 'keys';

/** The key that was kept for a person (by staff id); undefined when there is none. */
export async function keptKey(staffId: string): Promise<KeptKey | undefined> {
  return run('readonly', (store) => store.get(staffId) as IDBRequest<KeptKey | undefined>);
}

/** Keeps a person's key. An older one of the same person is forgotten. */
export async function keepKey(staffId: string, kept: KeptKey): Promise<void> {
  await run('readwrite', (store) => store.put(kept, staffId));
}

/** Forgets a person's key in this browser; whoever wants to sign here again makes a new one. */
export async function forgetKey(staffId: string): Promise<void> {
  await run('readwrite', (store) => store.delete(staffId));
}

async function run<Value>(
  mode: IDBTransactionMode,
  deed: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = deed(transaction.objectStore(STORE));
      // Only a finished transaction is on the disk.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
