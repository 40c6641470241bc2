using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts.Patterns;

namespace Actors.Notifications.Texts;

/// <summary>
/// Every text that a person may be shown or sent, in every language. A catalogue is read and checked as a whole; after that
/// it does not change, and many threads may use it.
/// </summary>
public sealed class Catalogue
{
    private const string ResourceFolder = "Catalogue/";
    private const string Extension = ".json";

    private static readonly Lazy<Catalogue> ReadOnce = new(LoadEmbedded);

    private readonly CatalogueFile[] _files;

    private Catalogue(CatalogueFile[] files, IReadOnlyCollection<TextKey> keys)
    {
        _files = files;
        Keys = keys;
    }

    /// <summary>The catalogue that is built into this assembly.</summary>
    /// <exception cref="CatalogueException">It has mistakes; the tests hold that it has none.</exception>
    public static Catalogue Default => ReadOnce.Value;

    /// <summary>The languages, English first.</summary>
    public IReadOnlyList<Language> Languages { get; } = Language.All;

    /// <summary>The names of all texts.</summary>
    public IReadOnlyCollection<TextKey> Keys { get; }

    /// <summary>Reads a catalogue from the contents of its files and checks all of it.</summary>
    /// <param name="files">One file for each language: <c>ja.json</c> and its JSON.</param>
    /// <param name="keys">The keys that code uses; the files must have these and no others.</param>
    /// <exception cref="CatalogueException">Something must be mended; all of it is named at once.</exception>
    public static Catalogue Load(IReadOnlyDictionary<string, string> files, IReadOnlyCollection<TextKey> keys)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(keys);
        var problems = new List<CatalogueProblem>();
        var read = new CatalogueFile?[Language.All.Count];
        foreach (var (name, json) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (name.EndsWith(Extension, StringComparison.Ordinal)
                && Language.TryParse(name[..^Extension.Length], out var language) && name == language.Tag + Extension)
            {
                read[language.Index] = CatalogueFile.Read(language, name, json);
            }
            else
            {
                problems.Add(new(name, "", "It is named after no language; rename it as in \"ja.json\", or remove it."));
            }
        }

        problems.AddRange(Language.All
            .Where(language => read[language.Index] is null)
            .Select(language => new CatalogueProblem(language.Tag + Extension, "", "The file is missing; add it.")));
        problems.AddRange(CatalogueCheck.Run([.. read.OfType<CatalogueFile>()], keys));
        return problems.Count == 0 ? new([.. read.Select(file => file!)], keys) : throw new CatalogueException(problems);
    }

    /// <summary>The text in that language.</summary>
    /// <exception cref="ArgumentException">
    /// The catalogue has no such text, or an argument that it needs is missing or of the wrong kind. Others are ignored.
    /// </exception>
    public string Format(Language language, TextKey key, TextArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var pattern = Find(language).Patterns.GetValueOrDefault(key.Value)
            ?? throw new ArgumentException($"The catalogue has no text \"{key}\".", nameof(key));
        try
        {
            return pattern.Format(language, arguments);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"{key}: {exception.Message}", nameof(arguments), exception);
        }
    }

    /// <inheritdoc cref="Format(Language, TextKey, TextArguments)"/>
    public string Format(Language language, TextKey key, params ReadOnlySpan<(string Name, TextArgument Value)> arguments) =>
        Format(language, key, TextArguments.Of(arguments));

    /// <inheritdoc cref="Format(Language, TextKey, TextArguments)"/>
    public string Format(Language language, Text text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Format(language, text.Key, text.Arguments);
    }

    /// <summary>Whether there is such a text: keys that came over the wire may be of a newer version.</summary>
    public bool Has(TextKey key) => Find(Language.English).Patterns.ContainsKey(key.Value);

    /// <summary>All patterns of one language by their keys, for clients that format themselves.</summary>
    public IReadOnlyDictionary<string, string> Patterns(Language language) => Find(language).Sources;

    /// <summary>The names of the arguments that a text needs, in the order of their letters.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such text.</exception>
    public IEnumerable<string> Placeholders(TextKey key) =>
        Find(Language.English).Patterns.GetValueOrDefault(key.Value)?.Placeholders
            ?? throw new ArgumentException($"The catalogue has no text \"{key}\".", nameof(key));

    internal Pattern PatternOf(Language language, TextKey key) => Find(language).Patterns[key.Value];

    /// <summary>The files that are built into this assembly.</summary>
    internal static IReadOnlyDictionary<string, string> EmbeddedFiles()
    {
        var assembly = typeof(Catalogue).Assembly;
        var files = new Dictionary<string, string>();
        var names = assembly.GetManifestResourceNames();
        foreach (var name in names.Where(name => name.StartsWith(ResourceFolder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            files.Add(name[ResourceFolder.Length..], reader.ReadToEnd());
        }

        return files;
    }

    private static Catalogue LoadEmbedded() => Load(EmbeddedFiles(), KnownTexts.All);

    private CatalogueFile Find(Language language) => _files[language.Index];
}
