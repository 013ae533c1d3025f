// The name server of this small world: node dns.mjs. It knows the names of site/others.mjs, and says of all others that they do not exist.
import { createSocket } from 'node:dgram';
import { NAMES } from './site/others.mjs';

const A = 1, MX = 15, NOERROR = 0, SERVFAIL = 2, NXDOMAIN = 3;

function question(packet) {
  const labels = [];
  let at = 12;
  for (let n = packet[at]; n > 0; n = packet[at]) {
    labels.push(packet.subarray(at + 1, at + 1 + n).toString('latin1'));
    at += n + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: packet.readUInt16BE(at + 1), end: at + 5 };
}

const encode = (name) => Buffer.concat([...name.split('.').map((l) => Buffer.concat([Buffer.from([l.length]), Buffer.from(l)])), Buffer.from([0])]);

function record(type, data) {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0xc00c, 0); // the name of the question
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(300, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function answer(q) {
  const known = NAMES[q.name];
  if (known === 'servfail') return { code: SERVFAIL, records: [] };
  if (!known) return { code: NXDOMAIN, records: [] };
  if (q.type === A) return { code: NOERROR, records: [record(A, Buffer.from(known.split('.').map(Number)))] };
  if (q.type === MX && q.name === 'lumenhaus.example') return { code: NOERROR, records: [record(MX, Buffer.concat([Buffer.from([0, 10]), encode('mail.lumenhaus.example')]))] };
  return { code: NOERROR, records: [] };
}

const server = createSocket('udp4');
server.on('message', (packet, from) => {
  const q = question(packet);
  const { code, records } = answer(q);
  const head = Buffer.from(packet.subarray(0, 12));
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  head.writeUInt32BE(0, 8);
  server.send(Buffer.concat([head, packet.subarray(12, q.end), ...records]), from.port, from.address);
});
server.bind(53, '127.0.0.1');
