using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Actors.Benchmarks.Harness;
using Actors.Client;
using Actors.LoadTest.Servers;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Testing;

namespace Actors.Benchmarks.Wire;

/// <summary>
/// Registrations of people who are registered already, on another phone, of people whom the roster expects, and of people
/// whom the server does not know, in random order: whether a peer who measures the answers can tell one from the other. The
/// peer is a coin: the area under the curve is 0.5.
/// </summary>
internal sealed class RegistrationEqual(bool isQuick) : IBenchmark
{
    private const string Programme = "japan-2021";
    private const int AtOnce = 64;
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
            More =
            [
                "--Registration:AttemptsPerAddress=1000000", "--Registration:RequestsPerSecond=100000",
                "--Registration:AnswerAfter=00:00:00.25", // Shorter than usual: harder to keep, and more answers in a minute.
            ],
        };
        await using var server = new ChildServer(settings, 1, TimeProvider.System);
        await server.StartAsync(new(TimeProvider.System.GetUtcNow(), 1), CancellationToken.None);
        try
        {
            return await RunAsync(server);
        }
        catch (HttpRequestException exception)
        {
            throw await server.FailureAsync(exception.Message);
        }
    }

    private async Task<IReadOnlyList<Line>> RunAsync(ChildServer server)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce })
        {
            BaseAddress = server.Address,
        };
        var knownPeople = (_each + PerPassport - 1) / PerPassport;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async lane =>
        {
            for (var number = lane; number < knownPeople; number += AtOnce)
            {
                await RegisterAsync(http, PassportOf(number, Kind.Registered));
            }
        }));
        await ImportAsync(http, knownPeople);
        var answers = await MeasureAsync(http, knownPeople);
        await server.StopAsync(CancellationToken.None);
        return
        [
            Curve("registered", answers, Kind.Registered),
            Curve("on the roster", answers, Kind.Expected),
            new("sizes of answers", "", One(answers.Select(answer => answer.Bytes).Distinct().Count()), Aim: Aim.AtMost(1),
                IsLessBetter: true),
            new("time of an answer, median", "ms", One(Median(answers, Kind.Registered)), "unknown people",
                One(Median(answers, Kind.Unknown)), IsLessBetter: true),
        ];
    }

    private async Task<List<Answer>> MeasureAsync(HttpClient http, int knownPeople)
    {
        // In an order that is the same in every run, and tells nothing.
        var random = new Random(7);
        var order = Enum.GetValues<Kind>()
            .SelectMany(kind => Enumerable.Range(0, _each).Select(number => (number, kind))).ToArray();
        random.Shuffle(order);
        var answers = new Answer[order.Length];
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async lane =>
        {
            for (var index = lane; index < order.Length; index += AtOnce)
            {
                var (number, kind) = order[index];
                var passport = PassportOf(kind == Kind.Unknown ? number : number % knownPeople, kind);
                answers[index] = await RegisterAsync(http, passport) with { Kind = kind };
            }
        }));
        return [.. answers];
    }

    private Line Curve(string name, List<Answer> answers, Kind known)
    {
        var auc = AreaUnderCurve([.. answers.Where(answer => answer.Kind == known || answer.Kind == Kind.Unknown)]);
        return new(
            $"area under the curve, {name}, {_each} of each kind", "", One(Math.Max(auc, 1 - auc)), "a coin", One(0.5),
            Aim.AtMost(Limit), IsLessBetter: true);
    }

    /// <summary>Brings the people whom the roster expects.</summary>
    private static async Task ImportAsync(HttpClient http, int count)
    {
        var csv = new StringBuilder("passport number,date of birth,surname,given names,arrival date\n");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
        for (var number = 0; number < count; number++)
        {
            csv.Append(
                CultureInfo.InvariantCulture, $"{PassportOf(number, Kind.Expected)},1990-02-03,TESTER,ANNA,{today:O}\n");
        }

        using var content = new StringContent(csv.ToString(), Encoding.UTF8, "text/csv");
        using var answer = await http.PostAsync(new Uri($"/staff/roster/{Programme}/imports", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    private static string PassportOf(int number, Kind kind) => $"{kind.ToString()[..2].ToUpperInvariant()}{number:D7}";

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
        var (before, known) = (0, answers.Count(answer => answer.Kind != Kind.Unknown));
        foreach (var same in answers.GroupBy(answer => answer.Milliseconds).OrderBy(group => group.Key))
        {
            var count = same.Count();
            ranks += same.Count(answer => answer.Kind != Kind.Unknown) * (before + ((count + 1) / 2.0));
            before += count;
        }

        return (ranks - (known * (known + 1.0) / 2)) / ((double)known * (answers.Count - known));
    }

    private static double Median(List<Answer> answers, Kind kind)
    {
        var times = answers.Where(answer => answer.Kind == kind).Select(answer => answer.Milliseconds).Order().ToList();
        return times[times.Count / 2];
    }

    private static Series One(double value) => new([new Sample(value)]);

    private enum Kind
    {
        Unknown,
        Registered,
        Expected,
    }

    private readonly record struct Answer(double Milliseconds, int Bytes, Kind Kind = Kind.Unknown);
}
