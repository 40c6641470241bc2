namespace Actors.Notifications.Texts.Languages;

/// <summary>Finds the language for a tag (BCP 47, RFC 5646), which may name regions, scripts and more.</summary>
internal static class LanguageMatch
{
    private static readonly string[] TraditionalRegions = ["TW", "HK", "MO"];

    /// <summary>Returns <c>null</c> if the catalogue lacks the language or the tag is not valid.</summary>
    public static Language? Find(string? tag)
    {
        // Android and Java write zh_TW.
        var parts = (tag ?? "").Trim().Replace('_', '-').Split('-');
        return parts[0].ToLowerInvariant() switch
        {
            "en" => Language.English,
            "ja" => Language.Japanese,
            "zh" or "cmn" => Chinese(parts, Language.ChineseSimplified),
            "yue" => Chinese(parts, Language.ChineseTraditional),
            "ko" => Language.Korean,
            "vi" => Language.Vietnamese,
            "pt" => Language.Portuguese,
            "es" => Language.Spanish,
            "ne" => Language.Nepali,
            "tl" or "fil" => Language.Tagalog,
            _ => null,
        };
    }

    /// <summary>The script decides if the tag has one, else the region.</summary>
    private static Language Chinese(string[] parts, Language otherwise)
    {
        // A subtag of one character starts an extension, whose subtags may look like scripts and regions.
        var named = parts.Skip(1).TakeWhile(part => part.Length > 1).ToList();
        return named.Find(part => part.Length == 4)?.ToLowerInvariant() switch
        {
            "hans" => Language.ChineseSimplified,
            "hant" => Language.ChineseTraditional,
            _ => named.Find(part => part.Length == 2)?.ToUpperInvariant() switch
            {
                null => otherwise,
                var region when TraditionalRegions.Contains(region) => Language.ChineseTraditional,
                _ => Language.ChineseSimplified,
            },
        };
    }
}
