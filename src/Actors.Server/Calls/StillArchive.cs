using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Storage.Outages;
using Actors.Vision.Guidance;
using Actors.WebRtc.Vp8;

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

/// <summary>The newest picture of each stage of one person's check, so that staff see what the analysis saw.</summary>
internal sealed class PersonStills
{
    /// <summary>The stages worth keeping, most telling first.</summary>
    private static readonly GuideStage[] Stages = [GuideStage.Framing, GuideStage.Turning, GuideStage.Returning];

    private readonly byte[]?[] _frames = new byte[Stages.Length][];

    /// <summary>Keeps a picture in place of the former one of the same stage.</summary>
    public void Keep(GuideStage stage, ReadOnlySpan<byte> keyFrame)
    {
        if (Array.IndexOf(Stages, stage) is >= 0 and var index)
        {
            _frames[index] = keyFrame.ToArray();
        }
    }

    /// <summary>The pictures as WebP files, which any browser shows; at most <paramref name="max"/>.</summary>
    public IReadOnlyList<byte[]> ToPictures(int max) =>
        [.. _frames.Where(frame => frame is not null).Take(max).Select(frame => WebPicture.Of(frame))];
}
