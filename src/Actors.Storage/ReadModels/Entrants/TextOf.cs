using System.Collections.Frozen;
using System.Text.Json;
using Actors.Domain.Entrants;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>
/// Converts values of an enumeration to words that read well in SQL: <c>SecondFix</c> is <c>second-fix</c>.
/// </summary>
internal static class TextOf<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> Words = Enum.GetValues<TEnum>()
        .ToFrozenDictionary(value => value, WordOf);

    private static readonly FrozenDictionary<string, TEnum> Values =
        Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Write(TEnum value) => Words[value];

    public static TEnum Read(string word) => Values[word];

    public static TEnum? ReadOrNull(string? word) => word is null ? null : Values[word];

    /// <summary>A word in a table stays when the name in code changes.</summary>
    private static string WordOf(TEnum value) => (object)value is FollowUps.PhoneProblem
        ? "phone-to-mend"
        : JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
