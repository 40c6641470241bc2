using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Actors.Benchmarks.Entrants;
using Actors.Benchmarks.Harness;
using Actors.Notifications.Push;
using Actors.Testing;

namespace Actors.Benchmarks.Messages;

/// <summary>
/// A push for each person of the town waits in the outbox, and goes to a push service through a pace. For comparison: the time
/// that the pace allows. Then the same with a kill in the middle: how many pushes come twice. Sender, receiver and this are
/// processes of their own on the same machine; the receiver keeps bodies, of which 1,000 are decrypted afterwards.
/// </summary>
internal sealed class HerdPush(int people) : IBenchmark
{
    private const double Pace = 10_000;
    private const double KillAfter = 0.4;
    private const double AimDuplicates = 0.1;
    private const int WarmUp = 2_000;

    public string Name => "HERD-PUSH";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        await MeasureAsync(WarmUp, isKilled: false);
        var (seconds, _) = await MeasureAsync(people, isKilled: false);
        var (_, duplicates) = await MeasureAsync(people, isKilled: true);
        return
        [
            new($"{people:#,0} pushes at {Pace:#,0}/s", "s", new([seconds]), "the pace alone", new([new(people / Pace)]),
                Aim.TimesPeer(1.1), IsLessBetter: true),
            new(
                "pushes that come twice after a kill", "%", new([duplicates]), Aim: Aim.AtMost(AimDuplicates),
                IsLessBetter: true),
        ];
    }

    private static async Task<(Sample Seconds, Sample Duplicates)> MeasureAsync(int count, bool isKilled)
    {
        using var keys = new TownKeys();
        using var folder = new TempFolder();
        await using var receiver = Child.Start(PushReceiver.Verb);
        var service = await receiver.HearAsync(PushReceiver.Ready);
        using var http = new HttpClient
        {
            BaseAddress = new Uri(service),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var arguments = PushSenderProcess.Arguments(folder.File("push.db"), keys.Path, Pace, count, service);
        var sender = Child.Start(arguments);
        try
        {
            await sender.HearAsync(PushSenderProcess.Ready);
            var (before, beforeReceiver, started) = (sender.Cpu, receiver.Cpu, Stopwatch.GetTimestamp());
            await sender.SayAsync("go");
            if (isKilled)
            {
                await WaitAsync(http, (int)(count * KillAfter));
                await sender.DisposeAsync(); // A kill: its claims lapse after a minute.
                sender = Child.Start(arguments);
                await sender.HearAsync(PushSenderProcess.Ready);
                await sender.SayAsync("go");
            }

            await WaitAsync(http, count);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var cpu = (sender.Cpu - before).TotalMicroseconds / count;
            var own = (receiver.Cpu - beforeReceiver).TotalMicroseconds / count;
            await sender.SayAsync("end");
            await sender.HearAsync(PushSenderProcess.Done);
            var (all, phones) = (await http.GetFromJsonAsync<int>("all"), await http.GetFromJsonAsync<int>("phones"));
            if (phones != count)
            {
                throw new InvalidOperationException($"{phones} of {count} phones got a push.");
            }

            await DecryptAsync(http);
            return (
                new(seconds, cpu, $"receiver {Figures.Of(own)} µs of CPU each"),
                new(100.0 * (all - phones) / count, Note: $"{all - phones} of {count:#,0}"));
        }
        finally
        {
            await sender.DisposeAsync();
        }
    }

    private static async Task WaitAsync(HttpClient http, int count)
    {
        while (await http.GetFromJsonAsync<int>("all") < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static async Task DecryptAsync(HttpClient http)
    {
        foreach (var received in (await http.GetFromJsonAsync<PushReceiver.Received[]>("sample"))!)
        {
            using var phone = PushPhone.Open(received.Phone);
            PushEncryption.Decrypt(phone, PushPhone.AuthSecret, received.Body); // Throws if it was not for this phone.
        }
    }
}
