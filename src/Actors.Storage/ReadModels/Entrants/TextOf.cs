using System.Collections.Frozen;
using System.Text.Json;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>
/// Converts values of an enumeration to words that read well in SQL: <c>SecondFix</c> is <c>second-fix</c>.
/// </summary>
internal static class TextOf<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> Words = Enum.GetValues<TEnum>()
        .ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, TEnum> Values =
        Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Write(TEnum value) => Words[value];

    public static TEnum Read(string word) => Values[word];

    public static TEnum? ReadOrNull(string? word) => word is null ? null : Values[word];
}
