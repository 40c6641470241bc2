using System.Collections.Frozen;
using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts.Patterns;

namespace Actors.Notifications.Texts;

/// <summary>
/// All texts for people, in every language. Loading checks the whole catalogue; afterwards it is immutable and thread-safe.
/// </summary>
public sealed class Catalogue
{
    private const string ResourceFolder = "Catalogue/";
    private const string Extension = ".json";

    private static readonly Lazy<Catalogue> ReadOnce = new(() => Load(EmbeddedFiles()));

    private readonly CatalogueFile[] _files;

    private Catalogue(CatalogueFile[] files)
    {
        _files = files;
        Keys = Find(Language.English).Sources.Keys.Select(key => new TextKey(key)).ToFrozenSet();
    }

    /// <summary>The catalogue embedded in this assembly.</summary>
    /// <exception cref="CatalogueException">It has mistakes; the tests check that it has none.</exception>
    public static Catalogue Default => ReadOnce.Value;

    /// <summary>The keys of all texts.</summary>
    public FrozenSet<TextKey> Keys { get; }

    /// <summary>Reads and checks a catalogue.</summary>
    /// <param name="files">The name (<c>ja.json</c>) and content of one file per language.</param>
    /// <exception cref="CatalogueException">The files have mistakes; lists all of them.</exception>
    public static Catalogue Load(IReadOnlyDictionary<string, string> files)
    {
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
                problems.Add(new(name, "", "The file is not named after a language; rename it as in \"ja.json\", or remove it."));
            }
        }

        problems.AddRange(Language.All
            .Where(language => read[language.Index] is null)
            .Select(language => new CatalogueProblem(language.Tag + Extension, "", "The file is missing; add it.")));
        problems.AddRange(CatalogueCheck.Run([.. read.OfType<CatalogueFile>()]));
        return problems.Count == 0 ? new([.. read.Select(file => file!)]) : throw new CatalogueException(problems);
    }

    /// <summary>Writes a text in a language. Ignores arguments that the text does not use.</summary>
    /// <exception cref="ArgumentException">The text does not exist, or an argument is missing or of the wrong type.</exception>
    public string Format(Language language, TextKey key, TextArguments arguments)
    {
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

    /// <summary>The patterns of a language by key, for clients that format texts themselves.</summary>
    public IReadOnlyDictionary<string, string> Patterns(Language language) => Find(language).Sources;

    internal Pattern PatternOf(Language language, TextKey key) => Find(language).Patterns[key.Value];

    /// <summary>The files embedded in this assembly.</summary>
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

    private CatalogueFile Find(Language language) => _files[language.Index];
}
