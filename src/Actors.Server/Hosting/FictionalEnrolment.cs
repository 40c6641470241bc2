using Actors.Domain.Entrants;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Stays;
using Actors.Grains.Entrants;
using Actors.Storage.Tokens;

namespace Actors.Server.Hosting;

/// <summary>Registers people who do not exist: their keys, the tokens of their phones, their stays.</summary>
internal sealed class FictionalEnrolment(
    IRecordKeys keys, PhoneTokens tokens, IGrainFactory grains, ProgrammeCatalogue programmes)
{
    /// <summary>Registers one person.</summary>
    /// <returns>The person and the token of the phone; null: the stay would be over.</returns>
    public async Task<(string Person, string Token)?> EnrolAsync(
        ProgrammeId programme, DateTimeOffset landedAt, CancellationToken cancellationToken)
    {
        var (person, stay) = (EntrantId.New(), StayId.New());
        await keys.CreateManyAsync([person.Record, stay.Record], cancellationToken);
        var refusal = await grains.GetGrain<IEntrantGrain>(person.ToString())
            .StartStayAsync(new StayOrder(stay, programmes.Newest(programme).Version, landedAt, IsConfirmed: true));
        if (refusal is not null)
        {
            return null;
        }

        var issued = await tokens.IssueAsync([new PhoneTokenOwner(person, programme)], cancellationToken);
        return (person.ToString(), issued[0].Text);
    }
}
