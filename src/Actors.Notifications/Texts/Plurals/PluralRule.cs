using Actors.Notifications.Texts.Languages;

namespace Actors.Notifications.Texts.Plurals;

/// <summary>
/// The cardinal plural rules of the catalogue's languages, from Unicode CLDR 48 (Language Plural Rules). CLDR calls Tagalog
/// <c>fil</c>.
/// </summary>
internal sealed class PluralRule
{
    private static readonly PluralRule Without = new(static _ => PluralCategory.Other);

    private static readonly PluralRule English = new(
        static number => Whole(number) == 1 && Decimals(number) == 0 ? PluralCategory.One : PluralCategory.Other,
        PluralCategory.One);

    private static readonly PluralRule Nepali = new(
        static number => Math.Abs(number) == 1 ? PluralCategory.One : PluralCategory.Other,
        PluralCategory.One);

    private static readonly PluralRule Spanish = new(
        static number => Math.Abs(number) == 1 ? PluralCategory.One : ManyOrOther(number),
        PluralCategory.One,
        PluralCategory.Many);

    private static readonly PluralRule Portuguese = new(
        static number => Whole(number) <= 1 ? PluralCategory.One : ManyOrOther(number),
        PluralCategory.One,
        PluralCategory.Many);

    private static readonly PluralRule Tagalog = new(
        static number => LastDigit(number) is 4 or 6 or 9 ? PluralCategory.Other : PluralCategory.One,
        PluralCategory.One);

    private readonly Func<decimal, PluralCategory> _choose;

    private PluralRule(Func<decimal, PluralCategory> choose, params PluralCategory[] categories)
    {
        _choose = choose;
        Categories = [.. categories, PluralCategory.Other];
    }

    /// <summary>The categories of the language; always includes <see cref="PluralCategory.Other"/>.</summary>
    public IReadOnlyList<PluralCategory> Categories { get; }

    public static PluralRule Of(Language language) => language.Tag switch
    {
        "en" => English,
        "ne" => Nepali,
        "es" => Spanish,
        "pt" => Portuguese,
        "tl" => Tagalog,
        _ => Without,
    };

    public PluralCategory Choose(decimal number) => _choose(number);

    private static PluralCategory ManyOrOther(decimal number) =>
        Whole(number) != 0 && Whole(number) % 1_000_000 == 0 && Decimals(number) == 0
            ? PluralCategory.Many
            : PluralCategory.Other;

    /// <summary>CLDR's operand i.</summary>
    private static decimal Whole(decimal number) => decimal.Truncate(Math.Abs(number));

    /// <summary>CLDR's operand v: the number of decimals, with trailing zeros.</summary>
    private static int Decimals(decimal number) => number.Scale;

    /// <summary>The last written digit, of the decimals if there are any.</summary>
    private static int LastDigit(decimal number)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        return (int)(new decimal(parts[0], parts[1], parts[2], isNegative: false, scale: 0) % 10);
    }
}

/// <summary>The plural categories of CLDR that the catalogue's languages have: three of six.</summary>
internal enum PluralCategory
{
    /// <summary>All numbers without a category of their own. The only category of some languages.</summary>
    Other,

    /// <summary>The number 1, and more numbers in some languages.</summary>
    One,

    /// <summary>Whole millions in Spanish and Portuguese.</summary>
    Many,
}
