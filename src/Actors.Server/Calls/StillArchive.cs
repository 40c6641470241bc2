using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Storage.Outages;

namespace Actors.Server.Calls;

/// <summary>
/// Stores the stills of calls, each person's under the key of their own stay (SPEC V5), and has them deleted after the days
/// that the programme sets.
/// </summary>
internal sealed class StillArchive(
    IGrainFactory grains, ICallStills stills, ProgrammeCatalogue programmes, IProgrammeTime time)
{
    /// <summary>Stores the stills of one person. Stores nothing if there are none, or the person has no stay.</summary>
    public async Task KeepAsync(CallView call, EntrantId person, PersonStills seen)
    {
        var rules = programmes.Get(call.Programme).Calls;
        var pictures = seen.ToPictures(rules.Stills).Where(picture => picture.Length <= Domain.Limits.StillBytes).ToList();
        if (pictures.Count == 0
            || await grains.GetGrain<IEntrantGrain>(person.ToString()).ReadCallSubjectAsync() is not { } subject)
        {
            return;
        }

        var now = time.Now;
        await stills.KeepAsync(
            new(subject.Stay.Record, $"{call.Person}.{call.Number}", person),
            [.. pictures.Select((picture, number) => new CallStill(number, now, picture))],
            now.AddDays(rules.StillDays));
    }
}
