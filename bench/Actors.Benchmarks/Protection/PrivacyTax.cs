using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Actors.Benchmarks.Harness;
using Actors.Domain.Protection;
using Actors.Privacy;
using Actors.Privacy.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Benchmarks.Protection;

/// <summary>
/// Sealing a position and opening it again, beside the bare cipher on as many bytes with as much authenticated context.
/// Both draw a random nonce, which is part of the scheme, and allocate the sealed value.
/// </summary>
internal sealed class PrivacyTax : IBenchmark
{
    private const int Positions = 200_000;
    private const int PositionBytes = 3 * sizeof(double);

    public string Name => "PRIVACY-TAX";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = new ProtectionMeters(services.GetRequiredService<IMeterFactory>());
        using var material = new RecordKey.Material(RecordId.New(), RandomNumberGenerator.GetBytes(RecordKey.Material.KeyByteCount));
        material.TryLease();
        using var key = new RecordKey(material, meters);
        using var cipher = new AesGcm(RandomNumberGenerator.GetBytes(RecordKey.Material.KeyByteCount), Sealed.TagByteCount);
        var results = await new Contest()
            .Add("sealed", () => Task.FromResult(Repeat(() => SealAndOpen(key))))
            .Add("bare", () => Task.FromResult(Repeat(() => EncryptAndDecrypt(cipher))))
            .RunAsync();
        return
        [
            new("seal and open one position", "ns", results["sealed"], "bare AES-256-GCM", results["bare"], IsLessBetter: true),
        ];
    }

    private static Sample Repeat(Action action)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        for (var position = 0; position < Positions; position++)
        {
            action();
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        return new(elapsed.TotalNanoseconds / Positions, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Positions);
    }

    private static void SealAndOpen(RecordKey key)
    {
        var value = key.SealPosition(35.6895, 139.6917, 12, SealPurpose.Position);
        key.OpenPosition(value, SealPurpose.Position);
    }

    private static void EncryptAndDecrypt(AesGcm cipher)
    {
        var value = new byte[Sealed.NonceByteCount + PositionBytes + Sealed.TagByteCount];
        var nonce = value.AsSpan(0, Sealed.NonceByteCount);
        var content = value.AsSpan(Sealed.NonceByteCount, PositionBytes);
        var tag = value.AsSpan(Sealed.NonceByteCount + PositionBytes);
        Span<byte> position = stackalloc byte[PositionBytes];
        Span<byte> context = stackalloc byte[1 + RecordId.ByteCount + SealPurpose.Position.Name.Length];
        position.Fill(7);
        context.Clear();
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, position, content, tag, context);
        cipher.Decrypt(nonce, content, tag, position, context);
    }
}
