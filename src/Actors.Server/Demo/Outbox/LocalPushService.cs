using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Actors.Domain.Entrants.Prompts;
using Actors.Notifications.Push;
using Actors.Protocol;
using Actors.Protocol.Messages;
using PushSubscription = Actors.Protocol.Messages.PushSubscription;

namespace Actors.Server.Demo.Outbox;

/// <summary>
/// A push service on this server for trials (RFC 8030, 8291, 8292), and the phones behind it: it checks who sends, and decrypts
/// with the keys of the phones that it made.
/// </summary>
internal sealed class LocalPushService(LocalInbox inbox, TimeProvider wall)
{
    /// <summary>Where it takes messages, with the name of the phone behind it.</summary>
    public const string Path = "/demo/push/";

    private const int MaxBody = 4_096;
    private const int MaxTopic = 32;
    private static readonly TimeSpan MaxToken = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, Phone> _phones = new();

    /// <summary>Makes the subscription of a phone.</summary>
    /// <param name="server">The address of this server.</param>
    /// <param name="onPush">Called with each push that is new, after it was decrypted.</param>
    public PushSubscription Subscribe(Uri server, Func<PushMessage, Task> onPush)
    {
        var phone = new Phone(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16), onPush);
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _phones[name] = phone;
        return new(
            new Uri(server, Path + name).AbsoluteUri,
            Base64Url.EncodeToString(P256.ToPoint(phone.Keys.ExportParameters(includePrivateParameters: false))),
            Base64Url.EncodeToString(phone.AuthSecret));
    }

    /// <summary>Forgets a phone: pushes to it get 410 from then on.</summary>
    public void Unsubscribe(PushSubscription subscription)
    {
        if (_phones.TryRemove(subscription.Endpoint[^32..], out var phone))
        {
            phone.Keys.Dispose();
        }
    }

    /// <summary>Takes a push.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> ReceiveAsync(string name, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!_phones.TryGetValue(name, out var phone))
        {
            return StatusCodes.Status410Gone;
        }

        var origin = $"{request.Scheme}://{request.Host}";
        if (!VapidClaims.TryRead(request.Headers.Authorization, out var claims) || claims.Audience != origin
            || claims.ExpiresAt <= wall.GetUtcNow() || claims.ExpiresAt > wall.GetUtcNow() + MaxToken)
        {
            return StatusCodes.Status403Forbidden;
        }

        string? topic = request.Headers["Topic"];
        if (!int.TryParse(request.Headers["TTL"], NumberStyles.None, CultureInfo.InvariantCulture, out var ttl)
            || request.Headers.ContentEncoding != "aes128gcm" || topic is { Length: > MaxTopic })
        {
            return StatusCodes.Status400BadRequest;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (body.Length > MaxBody)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        return await ShowAsync(name, phone, body.ToArray(), $"TTL {ttl}, {request.Headers["Urgency"]}");
    }

    private async Task<int> ShowAsync(string name, Phone phone, byte[] body, string details)
    {
        PushMessage message;
        try
        {
            message = JsonSerializer.Deserialize(
                PushEncryption.Decrypt(phone.Keys, phone.AuthSecret, body), ProtocolJson.Default.PushMessage)!;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return StatusCodes.Status400BadRequest; // A real service could not tell.
        }

        inbox.Add(new(message.Id, Channel.Push, name[..8], message.Title, message.Body, details));
        if (phone.Shown.TryAdd(message.Id, true))
        {
            await phone.OnPush(message); // A repeat is not shown again.
        }

        return StatusCodes.Status201Created;
    }

    private sealed record Phone(ECDiffieHellman Keys, byte[] AuthSecret, Func<PushMessage, Task> OnPush)
    {
        public ConcurrentDictionary<string, bool> Shown { get; } = new();
    }
}
