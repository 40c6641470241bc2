using Actors.Benchmarks.Calls;
using Actors.Benchmarks.Harness;
using Actors.Vision.Detectors;

namespace Actors.Benchmarks.Accuracy;

/// <summary>Prints the tables of <c>models/MODEL-CARD.md</c>, measured with the files that <c>models/</c> restores.</summary>
internal static class AccuracyRun
{
    /// <summary>The first argument of the command line for this run.</summary>
    public const string Verb = "accuracy";

    /// <summary>Returns the exit code: 0, or 1 if something is missing.</summary>
    public static async Task<int> RunAsync()
    {
        try
        {
            var gallery = new Gallery(Path.Combine(Suite.Root(), "models", "node_modules"));
            using var model = CallModel.Load();
            using var detectors = new FaceDetectorPool(model, 1);
            new ThresholdAccuracy(gallery, model).Print();
            var judge = new PhotographAccuracy(gallery, detectors);
            judge.PrintSizes();
            judge.PrintLight();
            judge.PrintRoll();
            judge.PrintBlur();
            new FalseAlarms(gallery, detectors).Print();
            var turns = new TurnAccuracy(gallery, detectors);
            turns.PrintHeads();
            turns.PrintSheets();
            turns.PrintPhotographs();
            FilmVerdicts.Print(detectors);
            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or BenchmarkSkippedException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
