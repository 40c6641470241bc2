using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Actors.Notifications.Sms;

/// <summary>What the gateway says became of a short message.</summary>
/// <param name="Reference">The gateway's name for the message, or our id.</param>
/// <param name="IsDelivered">Whether the handset has it; otherwise it will never get it.</param>
internal sealed record SmsReceipt(string Reference, bool IsDelivered)
{
    /// <summary>The largest receipt in bytes.</summary>
    public const int MaxBytes = 4_096;

    /// <summary>The name of the header with the signature: <c>t=SECONDS,v1=HEX</c>.</summary>
    public const string SignatureHeader = "Actors-Signature";

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>Signs a receipt: HMAC-SHA256 over the time, a dot and the body.</summary>
    /// <param name="secret">The secret that server and gateway share.</param>
    /// <param name="body">The body.</param>
    /// <param name="at">When it is sent.</param>
    public static string Sign(string secret, ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={seconds},v1={Convert.ToHexStringLower(Compute(secret, seconds, body))}";
    }

    /// <summary>
    /// Checks the signature of a body. Returns <c>false</c> if it is wrong, or older or newer than five minutes.
    /// </summary>
    public static bool IsSigned(string secret, ReadOnlySpan<byte> body, string? signature, DateTimeOffset now)
    {
        if (signature?.Split(',') is not [['t', '=', .. var seconds], ['v', '1', '=', .. var hex]]
            || !long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || at > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || (now - DateTimeOffset.FromUnixTimeSeconds(at)).Duration() > MaxAge)
        {
            return false;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(hex, given, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == given.Length && CryptographicOperations.FixedTimeEquals(given, Compute(secret, seconds, body));
    }

    /// <summary>
    /// Reads <c>{"id":"…","status":"delivered"}</c>; other states are <c>failed</c> and <c>expired</c>. Returns <c>false</c> with
    /// the wrong member and the fix.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out SmsReceipt? receipt, out string problem)
    {
        (receipt, problem) = (null, "");
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "id") is not { Length: > 0 } id)
            {
                problem = "id: name the message by the id of the answer, or by the one that was sent with it.";
            }
            else if (Text(root, "status") is not ("delivered" or "failed" or "expired"))
            {
                problem = "status: it is delivered, failed or expired. Send nothing before one of them is certain.";
            }
            else
            {
                receipt = new(id, Text(root, "status") == "delivered");
            }
        }
        catch (JsonException)
        {
            problem = "The body is no JSON.";
        }

        return receipt is not null;

        static string? Text(JsonElement root, string name) =>
            root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
    }

    private static byte[] Compute(string secret, string seconds, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(seconds + "."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
