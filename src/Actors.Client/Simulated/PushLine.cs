using System.Collections.Concurrent;
using System.Net.Http.Json;
using Actors.Protocol;
using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>
/// The line of simulated phones to the push service of a server in development. One line serves all of them. When the server
/// dies, it forgets their subscriptions; the phones then connect and subscribe again.
/// </summary>
public sealed class PushLine : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<string, SimulatedPhone> _phones = new(StringComparer.Ordinal);
    private readonly HttpClient _server;
    private readonly Uri _group;
    private readonly TimeProvider _wall;

    /// <summary>Uses the push service of a server.</summary>
    /// <param name="server">The address of the server.</param>
    /// <param name="group">A name that no other run uses.</param>
    /// <param name="wall">The wall clock.</param>
    public PushLine(Uri server, string group, TimeProvider wall)
    {
        _server = new HttpClient { BaseAddress = server };
        (_group, _wall) = (new Uri($"development/push/{group}", UriKind.Relative), wall);
    }

    /// <summary>Adds a phone, which gets the pushes for its person.</summary>
    public void Add(SimulatedPhone phone) => _phones[phone.Journal.Person] = phone;

    /// <summary>Makes the subscription of a phone.</summary>
    /// <exception cref="HttpRequestException">The server is away.</exception>
    public async Task<PushSubscription> SubscribeAsync(CancellationToken cancellationToken = default)
    {
        using var answer = await _server.PostAsync(_group, content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.PushSubscription, cancellationToken))!;
    }

    /// <summary>Confirms a push as a service worker does. Returns whether the server has recorded it.</summary>
    public async Task<bool> ConfirmAsync(PushMessage push, CancellationToken cancellationToken = default)
    {
        try
        {
            await EntrantClient.ConfirmPushAsync(_server, push, cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false; // The server is away, or busy.
        }
    }

    /// <summary>Gives phones what comes for them, until it is cancelled.</summary>
    public async Task RunAsync(PhoneSchedule schedule, CancellationToken cancellationToken)
    {
        var isLost = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var pushes = await _server.GetFromJsonAsync<IReadOnlyList<PushMessage>>(
                    _group, ProtocolJson.Default.Options, cancellationToken);
                if (isLost)
                {
                    foreach (var phone in _phones.Values)
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

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();
}
