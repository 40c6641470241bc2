using System.Text.Json;
using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts.Patterns;

namespace Actors.Notifications.Texts;

/// <summary>The texts of one language from its file: one JSON object of keys and patterns.</summary>
internal sealed class CatalogueFile
{
    /// <summary>How the keys of pages end. Only they have several lines, one below the other.</summary>
    private const string PageEnding = ".text";

    private readonly List<CatalogueProblem> _problems = [];

    private CatalogueFile(Language language, string name)
    {
        Language = language;
        Name = name;
    }

    public Language Language { get; }

    /// <summary>For example <c>ja.json</c>.</summary>
    public string Name { get; }

    /// <summary>The source of every pattern by key, in the order of the file.</summary>
    public OrderedDictionary<string, string> Sources { get; } = [];

    /// <summary>The patterns without syntax errors, by key.</summary>
    public Dictionary<string, Pattern> Patterns { get; } = [];

    /// <summary>The problems of this file alone.</summary>
    public IReadOnlyList<CatalogueProblem> Problems => _problems;

    public static CatalogueFile Read(Language language, string name, string json)
    {
        var file = new CatalogueFile(language, name);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                file.ReadTexts(document.RootElement);
            }
            else
            {
                file.Add("", "The file is not a JSON object; write { \"key\": \"text\", … }.");
            }
        }
        catch (JsonException exception)
        {
            file.Add("", $"The file is not valid JSON; correct line {exception.LineNumber + 1}: {exception.Message}");
        }

        return file;
    }

    private void ReadTexts(JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
            {
                Add(property.Name, "The value is not a string; write it between quotation marks.");
            }
            else if (!Sources.TryAdd(property.Name, property.Value.GetString()!))
            {
                Add(property.Name, "The key occurs twice; remove one.");
            }
            else
            {
                CheckText(property.Name, Sources[property.Name]);
            }
        }
    }

    private void CheckText(string key, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Add(key, "The text is empty; write it.");
            return;
        }

        if (text != text.Trim())
        {
            Add(key, "The text begins or ends with white space; remove it.");
        }

        var line = key.EndsWith(PageEnding, StringComparison.Ordinal) ? text.Replace('\n', ' ') : text;
        if (line.Contains("  ", StringComparison.Ordinal) || line.Any(char.IsControl))
        {
            Add(key, "The text has two spaces in a row or a control character; write one space.");
        }

        try
        {
            Patterns.Add(key, Pattern.Parse(text));
        }
        catch (PatternException exception)
        {
            Add(key, exception.Message);
        }
    }

    private void Add(string key, string message) => _problems.Add(new(Name, key, message));
}
