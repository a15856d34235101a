// The clock: the server's time, carried on by performance.now(). The device's own calendar clock is never asked.

const SLACK_MS = 60;

export class Clock {
  constructor() {
    this.offset = null;
    this.error = Infinity;
    this.deadline = null;
  }

  // One sample: the server said `now` somewhere between sent and received.
  sync(now, deadline, sent, received) {
    const error = (received - sent) / 2;
    const offset = now + error - received;
    const agrees = Math.abs(offset - this.offset) <= error + this.error + SLACK_MS;
    if (this.offset === null || !agrees || error <= this.error) {
      this.offset = offset;
      this.error = error;
    } else {
      this.error *= 1.1; // an old good sample ages
    }
    const moved = this.deadline !== null && deadline !== this.deadline;
    this.deadline = deadline;
    return moved;
  }

  now() { return performance.now() + this.offset; }

  left() { return this.deadline === null ? null : this.deadline - this.now(); }
}

// 5,430,000 -> "1:30:30"; seconds are rounded up, so that 0:00 is the end and not the last second.
export function spoken(ms) {
  const s = Math.max(0, Math.ceil(ms / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(s / 3600);
  return (hours ? `${hours}:${two(Math.floor((s % 3600) / 60))}` : `${Math.floor(s / 60)}`) + `:${two(s % 60)}`;
}

export function beijing(ms) {
  return new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour12: false, timeStyle: "medium" }).format(ms);
}
