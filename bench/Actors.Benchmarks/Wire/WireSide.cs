using Actors.Benchmarks.Entrants;
using Actors.Benchmarks.Harness;
using Actors.Client;
using Actors.Protocol.Messages;

namespace Actors.Benchmarks.Wire;

/// <summary>A server in a process of its own, and the phones that are connected to it.</summary>
internal sealed class WireSide : IAsyncDisposable
{
    /// <summary>A phone that is not welcomed tries again for ever; a benchmark does not.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A path as long as that of a report is compiled for seconds; for a short turn that would be half of what is measured.
    /// </summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    private readonly Child _server;
    private readonly EntrantClient[] _phones;

    private WireSide(Child server, EntrantClient[] phones)
    {
        _server = server;
        _phones = phones;
    }

    /// <summary>Starts a server whose hub does nothing, and connects to it.</summary>
    public static Task<WireSide> StartEmptyAsync(int phones) =>
        ConnectAsync(Child.Start(WireServer.EmptyArguments), phones, hasTokens: false);

    /// <summary>Starts the real server, and connects to it.</summary>
    public static Task<WireSide> StartAsync(IReadOnlyList<string> arguments, int phones) =>
        ConnectAsync(Child.Start(arguments), phones, hasTokens: true);

    /// <summary>Every phone reports, until the server has compiled what that takes.</summary>
    public Task WarmUpAsync() => ReportAsync(WarmUp);

    /// <summary>Every phone reports, again and again.</summary>
    /// <returns>Reports per second, and what the server takes for one.</returns>
    public Task<Sample> ReportAsync() => ReportAsync(Turn);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var phone in _phones)
        {
            await phone.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    private async Task<Sample> ReportAsync(TimeSpan turn)
    {
        var reports = 0;
        var cpu = _server.Cpu;
        var sample = await Load.RunAsync(
            _phones.Length,
            async number =>
            {
                var now = TimeProvider.System.GetUtcNow();
                var fix = People.FixOf(number, now);
                var receipt = await _phones[number].ReportLocationAsync(
                    new Fix(fix.Latitude, fix.Longitude, fix.AccuracyMetres, now), now);
                if (!receipt.IsAccepted)
                {
                    throw new InvalidOperationException($"The server refused: {receipt.Error!.Code}.");
                }

                Interlocked.Increment(ref reports);
            },
            withLatency: true,
            turn: turn);
        return sample with { CpuMicroseconds = (_server.Cpu - cpu).TotalMicroseconds / reports };
    }

    private static async Task<WireSide> ConnectAsync(Child server, int count, bool hasTokens)
    {
        var tokens = new string[count];
        for (var phone = 0; phone < count; phone++)
        {
            tokens[phone] = hasTokens ? await server.HearAsync(WireServer.Token) : "none";
        }

        var options = new EntrantClientOptions { Server = new(await server.HearAsync(WireServer.Ready)) };
        var listener = new QuietListener();
        var phones = tokens.Select(token => new EntrantClient(token, options, listener)).ToArray();
        await Task.WhenAll(phones.Select(phone => phone.StartAsync())).WaitAsync(Patience, TimeProvider.System);
        return new(server, phones);
    }
}
