using Actors.Benchmarks.Calls;
using Actors.Benchmarks.Harness;
using Actors.Vision.Detectors;

namespace Actors.Benchmarks.Accuracy;

/// <summary>Prints the tables of <c>models/MODEL-CARD.md</c>, measured on what <c>models/</c> restores.</summary>
internal static class AccuracyRun
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Verb = "accuracy";

    /// <summary>Gives the exit code: 0; 1 when something is missing.</summary>
    public static async Task<int> RunAsync()
    {
        try
        {
            var gallery = new Gallery(Path.Combine(Suite.Root(), "models", "node_modules"));
            using var model = CallModel.Load();
            using var detectors = new FaceDetectorPool(model, 1);
            new ThresholdAccuracy(gallery, model).Tell();
            var judge = new PhotographAccuracy(gallery, detectors);
            judge.TellSizes();
            judge.TellLight();
            judge.TellRoll();
            judge.TellBlur();
            new FalseAlarms(gallery, detectors).Tell();
            var turns = new TurnAccuracy(gallery, detectors);
            turns.TellHeads();
            turns.TellSheets();
            turns.TellPhotographs();
            FilmVerdicts.Tell(detectors);
            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or BenchmarkSkippedException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
