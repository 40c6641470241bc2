namespace Actors.Server.Demo.CallTest;

/// <summary>What the page needs before anything happens on it.</summary>
/// <param name="Language">The tag of the language of the texts.</param>
/// <param name="Languages">All languages there are: their tags, and what each calls itself.</param>
/// <param name="Programme">In which programme the fictional person lives.</param>
/// <param name="Texts">The texts by their keys in the catalogue, ready to be shown.</param>
internal sealed record CallTestTexts(
    string Language, IReadOnlyDictionary<string, string> Languages, string Programme, IReadOnlyDictionary<string, string> Texts);
