using System.Collections.Concurrent;
using System.Net.Http.Json;
using Actors.Protocol;
using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>
/// The line of simulated phones to the push service and the SMS gateways of servers in development. One line serves all of them.
/// When the server with the push service dies, it forgets their subscriptions; the phones then connect and subscribe again.
/// </summary>
public sealed class PushLine : IDisposable
{
    private static readonly Uri Handsets = new("development/handsets", UriKind.Relative);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<string, SimulatedPhone> _phones = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedPhone> _numbers = new(StringComparer.Ordinal);
    private readonly HttpClient[] _servers;
    private readonly Uri _group;
    private readonly TimeProvider _wall;

    /// <summary>Uses the push service of the first server, and the gateways of all.</summary>
    /// <param name="servers">The addresses of the servers.</param>
    /// <param name="group">A name that no other run uses.</param>
    /// <param name="wall">The wall clock.</param>
    public PushLine(IEnumerable<Uri> servers, string group, TimeProvider wall)
    {
        _servers = [.. servers.Select(server => new HttpClient { BaseAddress = server })];
        (_group, _wall) = (new Uri($"development/push/{group}", UriKind.Relative), wall);
    }

    /// <summary>Adds a phone, which gets the pushes about its people and the short messages to its number.</summary>
    /// <param name="phone">The phone.</param>
    /// <param name="people">The person and the companions.</param>
    /// <param name="reach">How the phone is reached.</param>
    /// <param name="number">Its number, a simulated one; null if it has none.</param>
    public void Add(SimulatedPhone phone, IEnumerable<string> people, Reach reach, string? number)
    {
        foreach (var person in reach == Reach.Push ? people : [])
        {
            _phones[person] = phone;
        }

        if (number is not null)
        {
            _numbers[number] = phone;
        }
    }

    /// <summary>Makes the subscription of a phone.</summary>
    /// <exception cref="HttpRequestException">The server is away.</exception>
    public async Task<PushSubscription> SubscribeAsync(CancellationToken cancellationToken = default)
    {
        using var answer = await _servers[0].PostAsync(_group, content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.PushSubscription, cancellationToken))!;
    }

    /// <summary>Confirms a push as a service worker does. Returns whether the server has recorded it.</summary>
    public async Task<bool> ConfirmAsync(PushMessage push, CancellationToken cancellationToken = default)
    {
        try
        {
            await EntrantClient.ConfirmPushAsync(_servers[0], push, cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false; // The server is away, or busy.
        }
    }

    /// <summary>Gives phones what comes for them, until it is cancelled.</summary>
    public Task RunAsync(PhoneSchedule schedule, CancellationToken cancellationToken) => Task.WhenAll(
        _servers.Select(server => GiveShortMessagesAsync(server, schedule, cancellationToken))
            .Prepend(GivePushesAsync(schedule, cancellationToken)));

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_servers, server => server.Dispose());

    private async Task GivePushesAsync(PhoneSchedule schedule, CancellationToken cancellationToken)
    {
        var isLost = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var pushes = await _servers[0].GetFromJsonAsync<IReadOnlyList<PushMessage>>(_group, cancellationToken);
                if (isLost)
                {
                    foreach (var phone in _phones.Values.Distinct())
                    {
                        schedule.Start(phone.WakeAsync);
                    }

                    isLost = false;
                }

                foreach (var push in pushes ?? [])
                {
                    if (push.Person is { } person && _phones.TryGetValue(person, out var phone))
                    {
                        schedule.Start(() => phone.OnPushAsync(push));
                    }
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                isLost = true;
                await Task.Delay(Pause, _wall, cancellationToken);
            }
        }
    }

    private async Task GiveShortMessagesAsync(HttpClient server, PhoneSchedule schedule, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                foreach (var message in await server.GetFromJsonAsync<IReadOnlyList<ShortMessage>>(
                    Handsets, cancellationToken) ?? [])
                {
                    if (_numbers.TryGetValue(message.To, out var phone))
                    {
                        schedule.Start(() => phone.OnShortMessageAsync(() => ConfirmAsync(server, message)));
                    }
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                await Task.Delay(Pause, _wall, cancellationToken); // What its gateway held is lost without a receipt.
            }
        }
    }

    private static async Task ConfirmAsync(HttpClient server, ShortMessage message)
    {
        try
        {
            using var answer = await server.PostAsJsonAsync(Handsets, message);
        }
        catch (HttpRequestException)
        {
            // The server is away. Without the receipt there is no proof, which is safe.
        }
    }

    /// <summary>A short message, as the gateway gives it to handsets.</summary>
    private sealed record ShortMessage(string Id, string To);
}
