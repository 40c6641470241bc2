using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Actors.Client.Simulated;
using Actors.Domain.Programmes;

namespace Actors.Server.Demo.Calls;

/// <summary>The video calls of fictional people whose phones run in this server: one at a time of each group.</summary>
internal sealed class DemoCalls(
    DemoOptions options, DemoCameras cameras, IGrainFactory grains, ProgrammeCatalogue programmes, ILogger<DemoCall> log)
{
    /// <summary>Who takes a call has so much of the stay left, in real time, that it does not end meanwhile.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1.5);

    private readonly ConcurrentDictionary<int, DemoCall> _calls = [];

    /// <summary>
    /// Lets one person of the group after another have a call, in the first <c>Demo:Calls</c> groups. Those who were handed
    /// to staff are called back: no member of staff has a desk yet.
    /// </summary>
    /// <param name="group">The number of the group.</param>
    /// <param name="people">Its people.</param>
    /// <param name="world">What the phones in this server share.</param>
    /// <param name="now">The programme time.</param>
    public async Task KeepAsync(int group, ImmutableArray<DemoPerson> people, PhoneWorld world, DateTimeOffset now)
    {
        var last = _calls.GetValueOrDefault(group);
        if (group >= options.Calls || last is { IsOver: false })
        {
            return;
        }

        await EndAsync(group);
        var reachable = Reachable(people, now, Math.Max(1, world.Clock.Speed));
        if (reachable.Count == 0)
        {
            return;
        }

        var waits = last is { IsToBeCalledBack: true } ? reachable.FindIndex(one => one.Person == last.Person) : -1;
        var (next, profile) = reachable[waits >= 0 ? waits : RandomNumberGenerator.GetInt32(reachable.Count)];
        var place = profile.Places[Math.Max(0, profile.CheckInsAt.Count(at => at <= now) - 1)];
        var script = waits >= 0 ? CallScript.Passes : DemoCall.DrawScript();
        _calls[group] = new DemoCall(next, place, script, world, cameras, grains, log);
    }

    /// <summary>Ends the call of a group, if there is one.</summary>
    public async Task EndAsync(int group)
    {
        if (_calls.TryRemove(group, out var call))
        {
            await call.DisposeAsync();
        }
    }

    /// <summary>Those who have checked in, are connected, and stay for some time.</summary>
    private List<(DemoPerson Person, PhoneProfile Profile)> Reachable(
        ImmutableArray<DemoPerson> people, DateTimeOffset now, double speed) =>
    [
        .. people.Where(person => person.LeavesAt > now + Margin * speed)
            .Select(person => (Person: person, Profile: person.Draw(programmes.Newest(person.Programme).Zone)))
            .Where(one => one.Profile.IsOnline(now) && one.Profile.CheckInsAt[0] <= now),
    ];
}
