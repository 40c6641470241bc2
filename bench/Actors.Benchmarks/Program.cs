// Measures the platform beside its peers in the same run and prints a table; never judges by time.
// Arguments: names of benchmarks (none: all); --write renders bench/RESULTS.md; --entrants N for a town of another size;
// --quick for short calls.
using Actors.Benchmarks.Accuracy;
using Actors.Benchmarks.Calls;
using Actors.Benchmarks.Entrants;
using Actors.Benchmarks.Fuzz;
using Actors.Benchmarks.Harness;
using Actors.Benchmarks.Messages;
using Actors.Benchmarks.Wire;

return args switch
{
    [AccuracyRun.Verb] => await AccuracyRun.RunAsync(),
    [FuzzRun.Verb, ..] => await FuzzRun.RunAsync(args),
    [TownProcess.Verb, ..] => await TownProcess.RunAsync(args),
    [CallersProcess.Verb, ..] => await CallersProcess.RunAsync(args),
    [PushReceiver.Verb] => await PushReceiver.RunAsync(),
    [PushSenderProcess.Verb, ..] => await PushSenderProcess.RunAsync(args),
    [WireServer.Verb, ..] => await WireServer.RunAsync(args),
    _ => await Suite.RunAsync(args),
};
