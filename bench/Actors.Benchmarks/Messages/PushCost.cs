using System.Diagnostics;
using System.Security.Cryptography;
using Actors.Benchmarks.Harness;
using Actors.Notifications.Push;

namespace Actors.Benchmarks.Messages;

/// <summary>
/// Encrypting one push of 300 bytes: with a key pair of the sender that serves for a minute, beside one with a new pair for each
/// message.
/// </summary>
internal sealed class PushCost : IBenchmark
{
    private const int Messages = 5_000;
    private const int ContentBytes = 300;

    public string Name => "PUSH-COST";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        using var phone = PushPhone.Open(0);
        using var encryption = new PushEncryption(TimeProvider.System);
        var receiver = PushPhone.Subscription(0, new Uri("https://push.example.org/"), 0);
        var content = new byte[ContentBytes];
        var results = await new Contest()
            .Add("kept", () => Task.FromResult(Repeat(() => encryption.Encrypt(receiver, content))))
            .Add("new", () => Task.FromResult(Repeat(() =>
            {
                using var fresh = new PushEncryption(TimeProvider.System);
                fresh.Encrypt(receiver, content);
            })))
            .RunAsync();
        return
        [
            new("encrypt one push", "µs", results["kept"], "a new key pair each", results["new"], IsLessBetter: true),
        ];
    }

    private static Sample Repeat(Action action)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        for (var message = 0; message < Messages; message++)
        {
            action();
        }

        return new(
            Stopwatch.GetElapsedTime(started).TotalMicroseconds / Messages,
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Messages);
    }
}

/// <summary>Phones whose keys sender and receiver both know without telling each other.</summary>
internal static class PushPhone
{
    /// <summary>How many key pairs the phones share: to make one for each would take longer than to send.</summary>
    public const int Pairs = 64;

    private static readonly byte[] Secret = SHA256.HashData("phones of the benchmark"u8)[..16];

    /// <summary>The authentication secret of all.</summary>
    public static ReadOnlySpan<byte> AuthSecret => Secret;

    /// <summary>The key pair with a number.</summary>
    public static ECDiffieHellman Open(int number) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        D = SHA256.HashData([(byte)(number % Pairs)]),
    });

    /// <summary>The subscription of a phone.</summary>
    public static PushSubscription Subscription(int number, Uri service, int pair)
    {
        using var keys = Open(pair);
        return new(
            new Uri(service, $"p/{number}"), P256.ToPoint(keys.ExportParameters(includePrivateParameters: false)), Secret);
    }
}
