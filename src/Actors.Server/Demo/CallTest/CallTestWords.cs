using Actors.Domain.Programmes;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts;

namespace Actors.Server.Demo.CallTest;

/// <summary>The texts of the page, with the limits of a programme filled in.</summary>
internal sealed class CallTestWords(Catalogue catalogue, ProgrammeCatalogue programmes)
{
    /// <summary>Texts besides those of the page: what an app would say around a call.</summary>
    private static readonly TextKey[] Others =
    [
        AppTexts.CentreName, CallTexts.CheckingTitle, CallTexts.LocationOff, CallTexts.NoSound, CallTexts.EndedTitle,
        RefusalTexts.TryAgainLater, RefusalTexts.OurFault,
    ];

    private readonly TextKey[] _keys =
    [
        .. catalogue.Keys.Where(key => key.Value.StartsWith("call.page.", StringComparison.Ordinal)).Concat(Others),
    ];

    /// <summary>The programme used if none is named; <c>null</c> if there are no programmes.</summary>
    public ProgrammeId? FirstProgramme => programmes.Ids.Contains(Usual) ? Usual
        : programmes.Ids.Length > 0 ? programmes.Ids[0]
        : null;

    private static ProgrammeId Usual { get; } = ProgrammeId.Parse("japan-2021");

    /// <summary>The texts; <c>null</c> if there is no such programme.</summary>
    public CallTestTexts? Find(Language language, ProgrammeId? programme)
    {
        if (programme is not { } id || !programmes.Ids.Contains(id))
        {
            return null;
        }

        var arguments = TextArguments.Of(("days", programmes.Newest(id).Calls.StillDays));
        return new(
            language.Tag,
            Language.All.ToDictionary(one => one.Tag, one => catalogue.Format(one, AppTexts.LanguageName)),
            id.ToString(),
            _keys.ToDictionary(key => key.Value, key => catalogue.Format(language, key, arguments)));
    }
}

/// <summary>What the page loads at its start.</summary>
/// <param name="Language">The language tag of the texts.</param>
/// <param name="Languages">All languages: the name of each in itself, by tag.</param>
/// <param name="Programme">The programme of the fictional person.</param>
/// <param name="Texts">The texts by their keys in the catalogue.</param>
internal sealed record CallTestTexts(
    string Language, IReadOnlyDictionary<string, string> Languages, string Programme, IReadOnlyDictionary<string, string> Texts);
