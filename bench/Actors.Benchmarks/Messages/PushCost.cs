using System.Diagnostics;
using System.Security.Cryptography;
using Actors.Benchmarks.Harness;
using Actors.Notifications.Push;

namespace Actors.Benchmarks.Messages;

/// <summary>
/// Encrypting one push of 300 bytes: with the secret on which server and phone agreed when the phone subscribed, beside a new
/// agreement for each message.
/// </summary>
internal sealed class PushCost : IBenchmark
{
    private const int Messages = 5_000;
    private const int ContentBytes = 300;

    public string Name => "PUSH-COST";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        var subscription = PushPhone.Subscription(new Uri("https://push.example.org/"), 0);
        var address = PushAddress.Agree(subscription);
        var content = new byte[ContentBytes];
        var results = await new Contest()
            .Add("kept", () => Task.FromResult(Repeat(() => PushEncryption.Encrypt(address, content))))
            .Add("new", () => Task.FromResult(Repeat(() => PushEncryption.Encrypt(PushAddress.Agree(subscription), content))))
            .RunAsync();
        return
        [
            new("encrypt one push", "µs", results["kept"], "a new agreement each", results["new"], IsLessBetter: true),
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
    public static PushSubscription Subscription(Uri endpoint, int pair)
    {
        using var keys = Open(pair);
        return new(endpoint, P256.ToPoint(keys.ExportParameters(includePrivateParameters: false)), Secret);
    }
}
