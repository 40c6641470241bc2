using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Actors.Benchmarks.Harness;
using Actors.Client;
using Actors.LoadTest.Servers;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Testing;

namespace Actors.Benchmarks.Wire;

/// <summary>
/// Registrations of people who are registered already, on another phone, and of people whom the server does not know, in random
/// order: whether a peer who measures the answers can tell one from the other. The peer is a coin: the area under the curve is
/// 0.5.
/// </summary>
internal sealed class RegistrationEqual(bool isQuick) : IBenchmark
{
    private const string Programme = "japan-2021";
    private const int AtOnce = 300;
    private const int PerPassport = 9;
    private const double Limit = 0.52;

    private readonly int _each = isQuick ? 200 : 20_000;

    public string Name => "REGISTRATION-EQUAL";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        using var folder = new TempFolder();
        var settings = new ServerSettings(folder.Path, null, TimeSpan.FromSeconds(2))
        {
            Servers = 1,
            More = ["--Registration:AttemptsPerAddress=1000000", "--Registration:RequestsPerSecond=100000"],
        };
        await using var server = new ChildServer(settings, 1, TimeProvider.System);
        await server.StartAsync(new(TimeProvider.System.GetUtcNow(), 1), CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce }) { BaseAddress = server.Address };
        var knownPeople = (_each + PerPassport - 1) / PerPassport;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async lane =>
        {
            for (var number = lane; number < knownPeople; number += AtOnce)
            {
                await RegisterAsync(http, PassportOf(number, isKnown: true));
            }
        }));
        var answers = await MeasureAsync(http, knownPeople);
        await server.StopAsync(CancellationToken.None);
        var auc = AreaUnderCurve(answers);
        return
        [
            new(
                $"area under the curve, {_each} of each kind", "", One(Math.Max(auc, 1 - auc)), "a coin", One(0.5),
                Aim.AtMost(Limit), IsLessBetter: true),
            new("sizes of answers", "", One(answers.Select(answer => answer.Bytes).Distinct().Count()), Aim: Aim.AtMost(1),
                IsLessBetter: true),
            new("time of an answer, median", "ms", One(Median(answers, isKnown: true)), "unknown people",
                One(Median(answers, isKnown: false)), IsLessBetter: true),
        ];
    }

    private async Task<List<Answer>> MeasureAsync(HttpClient http, int knownPeople)
    {
        // In an order that is the same in every run, and tells nothing.
        var random = new Random(7);
        var order = Enumerable.Range(0, 2 * _each).Select(number => (Number: number / 2, IsKnown: number % 2 == 0)).ToArray();
        random.Shuffle(order);
        var answers = new Answer[order.Length];
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async lane =>
        {
            for (var index = lane; index < order.Length; index += AtOnce)
            {
                var (number, isKnown) = order[index];
                var passport = PassportOf(isKnown ? number % knownPeople : number, isKnown);
                answers[index] = await RegisterAsync(http, passport) with { IsKnown = isKnown };
            }
        }));
        return [.. answers];
    }

    private static string PassportOf(int number, bool isKnown) => $"{(isKnown ? "KN" : "UN")}{number:D7}";

    private static async Task<Answer> RegisterAsync(HttpClient http, string passport)
    {
        using var key = PhoneKey.Create();
        var now = TimeProvider.System.GetUtcNow();
        var form = new RegistrationForm(
            key.PublicKey, "en", "1.0.0", "iOS 16.4",
            [.. Enum.GetValues<ConsentKind>().Select(kind => new ConsentGiven(kind, 1, now))], new(true, true, true, true),
            new(passport, passport, new(1990, 2, 3), new(1990, 2, 3), "TESTER", "ANNA"), now);
        var body = JsonSerializer.SerializeToUtf8Bytes(form, ProtocolJson.Default.RegistrationForm);
        const string Path = $"/registration/programmes/{Programme}";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Path, UriKind.Relative))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        var at = now.ToUnixTimeMilliseconds();
        request.Headers.Add("Device-Person", key.Person);
        request.Headers.Add("Device-Time", $"{at}");
        request.Headers.Add("Device-Signature", key.Sign($"POST {Path}", key.Person, at, body));
        var begun = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request);
        var bytes = (await response.Content.ReadAsByteArrayAsync()).Length;
        var time = Stopwatch.GetElapsedTime(begun);
        return response.IsSuccessStatusCode
            ? new(time.TotalMilliseconds, bytes)
            : throw new InvalidOperationException($"The server answered {(int)response.StatusCode}.");
    }

    /// <summary>
    /// The probability that a known person is answered later than an unknown one (Mann and Whitney, 1947); ties count half.
    /// </summary>
    private static double AreaUnderCurve(List<Answer> answers)
    {
        double ranks = 0;
        var (before, known) = (0, answers.Count(answer => answer.IsKnown));
        foreach (var same in answers.GroupBy(answer => answer.Milliseconds).OrderBy(group => group.Key))
        {
            var count = same.Count();
            ranks += same.Count(answer => answer.IsKnown) * (before + ((count + 1) / 2.0));
            before += count;
        }

        return (ranks - (known * (known + 1.0) / 2)) / ((double)known * (answers.Count - known));
    }

    private static double Median(List<Answer> answers, bool isKnown)
    {
        var times = answers.Where(answer => answer.IsKnown == isKnown).Select(answer => answer.Milliseconds).Order().ToList();
        return times[times.Count / 2];
    }

    private static Series One(double value) => new([new Sample(value)]);

    private readonly record struct Answer(double Milliseconds, int Bytes, bool IsKnown = false);
}
