// The journal: every answer of this device that the server has not acknowledged yet, and its hash chain.
// It lives in IndexedDB, encrypted with the attempt's own key where the browser has WebCrypto.

const NAME = "examsite-journal";
const text = new TextEncoder();
const subtle = globalThis.crypto?.subtle;

// The chain of one epoch; null where the browser cannot hash (the server then keeps the chain alone).
export async function genesis(attempt, seal, epoch) {
  return subtle ? sha256(`examsite attempt\n${attempt}\n${seal}\n${epoch}`) : null;
}

export async function link(previous, event) {
  if (!subtle || previous === null) return null;
  const chosen = [...event.response].sort().join(",");
  return sha256(`${previous}\n${event.seq}\n${event.item}\n${chosen}\n${event.client_ms}`);
}

export class Journal {
  constructor(attempt) {
    this.attempt = attempt;
    this.db = null;
    this.key = null;
  }

  get kept() { return this.db !== null; }

  async open(keyHex) {
    try {
      this.db = this.db ?? await openDatabase();
      if (subtle) this.key = await subtle.importKey("raw", bytes(keyHex), "AES-GCM", false, ["encrypt", "decrypt"]);
    } catch {
      this.db = null;
    }
  }

  // Resolves once the event is on disk; rejects when this device cannot keep it.
  async add(event) {
    if (!this.db) throw new Error("no journal");
    const sealed = await this.seal(event);
    await this.write((store) => store.put({ attempt: this.attempt, epoch: event.epoch, seq: event.seq, ...sealed }));
  }

  // What is left of earlier sittings at this device, in order.
  async leftovers() {
    if (!this.db) return [];
    const rows = await request(this.db.transaction("events").objectStore("events").getAll(this.range()));
    const found = [];
    for (const row of rows) {
      try { found.push(await this.unseal(row)); } catch { /* another key: not ours to read */ }
    }
    return found;
  }

  async prune(epoch, seq) {
    if (!this.db) return;
    const range = IDBKeyRange.bound([this.attempt, epoch, 0], [this.attempt, epoch, seq]);
    await this.write((store) => store.delete(range));
  }

  async marks() {
    if (!this.db) return [];
    const row = await request(this.db.transaction("marks").objectStore("marks").get(this.attempt));
    return row?.items ?? [];
  }

  async keepMarks(items) {
    if (!this.db) return;
    const transaction = this.db.transaction("marks", "readwrite");
    transaction.objectStore("marks").put({ attempt: this.attempt, items });
    await done(transaction);
  }

  async forget() {
    if (!this.db) return;
    const transaction = this.db.transaction("marks", "readwrite");
    transaction.objectStore("marks").delete(this.attempt);
    await done(transaction);
  }

  range() { return IDBKeyRange.bound([this.attempt, 0, 0], [this.attempt, Infinity, Infinity]); }

  async write(change) {
    const transaction = this.db.transaction("events", "readwrite", { durability: "strict" });
    change(transaction.objectStore("events"));
    await done(transaction);
  }

  async seal(event) {
    if (!this.key) return { plain: event };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: this.bound(event) }, this.key, text.encode(JSON.stringify(event)));
    return { iv, data };
  }

  async unseal(row) {
    if (row.plain) return row.plain;
    const opened = await subtle.decrypt(
      { name: "AES-GCM", iv: row.iv, additionalData: this.bound(row) }, this.key, row.data);
    return JSON.parse(new TextDecoder().decode(opened));
  }

  bound(event) { return text.encode(`${this.attempt}/${event.epoch}/${event.seq}`); }
}

function openDatabase() {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("events", { keyPath: ["attempt", "epoch", "seq"] });
    opening.result.createObjectStore("marks", { keyPath: "attempt" });
  };
  return request(opening);
}

function request(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}

function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

async function sha256(sentence) {
  const digest = new Uint8Array(await subtle.digest("SHA-256", text.encode(sentence)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytes(hex) {
  return Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
}
