using System.Text.Json;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Languages;

namespace Actors.Notifications.Tests.Texts;

/// <summary>The files of a small catalogue, without mistakes until a test adds one.</summary>
internal sealed class MadeUpCatalogue
{
    public static readonly TextKey Greeting = new("made-up.greeting");
    public static readonly TextKey Days = new("made-up.days");
    public static readonly TextKey Mood = new("made-up.mood");

    private static readonly string[] WithoutForms = ["ja", "zh-Hans", "zh-Hant", "ko", "vi"];

    private readonly Dictionary<string, string> _files = [];
    private readonly Dictionary<string, Dictionary<string, string>> _texts = [];

    public MadeUpCatalogue()
    {
        foreach (var tag in Language.All.Select(language => language.Tag))
        {
            _texts[$"{tag}.json"] = new()
            {
                [Greeting.Value] = $"{tag} {{name}}",
                [Days.Value] = WithoutForms.Contains(tag)
                    ? "{days, plural, other {# d}}"
                    : "{days, plural, =0 {none} one {# day} other {# days}}",
                [Mood.Value] = "{mood, select, good {:)} other {:|}}",
            };
        }
    }

    /// <summary>Puts other text under a key; null removes it.</summary>
    public MadeUpCatalogue Set(string file, TextKey key, string? text)
    {
        if (text is null)
        {
            _texts[file].Remove(key.Value);
        }
        else
        {
            _texts[file][key.Value] = text;
        }

        return this;
    }

    /// <summary>Puts other content into a file; null removes it.</summary>
    public MadeUpCatalogue SetFile(string file, string? json)
    {
        _texts.Remove(file);
        _files.Remove(file);
        if (json is not null)
        {
            _files[file] = json;
        }

        return this;
    }

    public Catalogue Load() => Catalogue.Load(
        _texts.Select(file => KeyValuePair.Create(file.Key, JsonSerializer.Serialize(file.Value))).Concat(_files).ToDictionary());

    /// <summary>The only problem that the files have.</summary>
    public CatalogueProblem SoleProblem() => Assert.Single(Assert.Throws<CatalogueException>(Load).Problems);
}
