using Actors.Domain.Programmes;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts;

namespace Actors.Server.Demo.CallTest;

/// <summary>Writes the texts of the page, with the numbers of a programme in them.</summary>
internal sealed class CallTestWords(Catalogue catalogue, ProgrammeCatalogue programmes)
{
    /// <summary>Beside those of the page: what the home screen of an app would say around a call.</summary>
    private static readonly TextKey[] Others =
    [
        AppTexts.CentreName, CallTexts.CheckingTitle, CallTexts.LocationOff, CallTexts.NoSound, CallTexts.EndedTitle,
        RefusalTexts.TryAgainLater, RefusalTexts.OurFault,
    ];

    private static readonly TextKey[] Keys =
    [
        .. KnownTexts.All.Where(key => key.Value.StartsWith("call.page.", StringComparison.Ordinal)).Concat(Others),
    ];

    /// <summary>The programme used if none is named; <c>null</c> if there is none.</summary>
    public ProgrammeId? FirstProgramme => programmes.Ids.Contains(Usual) ? Usual
        : programmes.Ids.Length > 0 ? programmes.Ids[0]
        : null;

    private static ProgrammeId Usual { get; } = ProgrammeId.Parse("japan-2021");

    /// <summary>The texts; null when there is no such programme.</summary>
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
            Keys.ToDictionary(key => key.Value, key => catalogue.Format(language, key, arguments)));
    }
}

/// <summary>What the page needs before anything happens on it.</summary>
/// <param name="Language">The tag of the language of the texts.</param>
/// <param name="Languages">All languages there are: their tags, and what each calls itself.</param>
/// <param name="Programme">In which programme the fictional person lives.</param>
/// <param name="Texts">The texts by their keys in the catalogue, ready to be shown.</param>
internal sealed record CallTestTexts(
    string Language, IReadOnlyDictionary<string, string> Languages, string Programme, IReadOnlyDictionary<string, string> Texts);
