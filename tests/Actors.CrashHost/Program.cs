// A server of mailboxes on a real database, made to be killed. It says on standard output what it has acknowledged:
//   ready           the engine runs
//   ack WRITER ID   letter ID of mailbox WRITER is durable
//   settled         nothing is due any more (not with "write")
//   refused TEXT    a write was refused because another process has taken over
// Arguments: sqlite|postgres  PATH-OR-CONNECTION  LIFE  write|settle|pause
// With "pause" it sends a few letters, settles, and goes on to write when it is told so by a line on standard input.
using Actors.CrashHost;

return await MailServer.RunAsync(args);
