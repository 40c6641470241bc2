using Actors.Domain.Registration;
using Actors.Privacy.Lookup;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Tests.Lookup;

public sealed class BlindIndexerTests : IDisposable
{
    private static readonly BirthDate Birth = new(1990, 2, 3);

    private readonly KeyRing _ring = KeyRing.Create(new KeyId("one"));
    private readonly BlindIndexer _indexer;

    public BlindIndexerTests() => _indexer = new BlindIndexer(_ring);

    public void Dispose()
    {
        _indexer.Dispose();
        _ring.Dispose();
    }

    [Fact]
    public void Equal_terms_have_equal_values_of_128_bits()
    {
        var value = _indexer.Compute(BlindTerm.Passport(PassportNumber.Parse("tk 123-4567"), Birth));
        Assert.Equal(value, _indexer.Compute(BlindTerm.Passport(PassportNumber.Parse("ＴＫ1234567<"), Birth)));
        Assert.Equal(BlindIndex.ByteCount, value.Value.Length);
    }

    [Fact]
    public void Different_terms_have_different_values()
    {
        BlindTerm[] terms =
        [
            BlindTerm.Passport(Number("TK1234567"), Birth),
            BlindTerm.Passport(Number("TK1234568"), Birth),
            BlindTerm.Passport(Number("TK1234567"), Birth with { Day = 4 }),
            BlindTerm.Passport(Number("TK1234567"), Birth with { Day = null }),
            BlindTerm.Passport(Number("TK1234567")),
            BlindTerm.Name(Name("ERIKSSON", "ANNA"), Birth),
            BlindTerm.Name(Name("ERIKSSONA", "NNA"), Birth),
            BlindTerm.Name(Name("ERIKSSON", "ANNA"), Birth with { Year = 1991 }),
            BlindTerm.ExactName(Name("ERIKSSON", "ANNA")),
            BlindTerm.ExactName(Name("ANNA", "ERIKSSON")),
            BlindTerm.RowContent("AB", "C"),
            BlindTerm.RowContent("A", "BC"),
            BlindTerm.Phone("+819012345678", "JP"),
            BlindTerm.Phone("+819012345679", "JP"),
            BlindTerm.Email("anna-maria@example.org"),
            BlindTerm.Email("annamaria@example.org"),
        ];
        Assert.Equal(
            terms.Length,
            terms.Select(term => Convert.ToHexString(_indexer.Compute(term).Value.Span)).Distinct().Count());
    }

    [Fact]
    public void A_name_has_one_term_to_search_by_in_both_orders() => Assert.Equal(
        _indexer.Compute(BlindTerm.Name(Name("ERIKSSON", "ANNA"), Birth)),
        _indexer.Compute(BlindTerm.Name(Name("Anna", "Eriksson"), Birth)));

    [Fact]
    public void Values_of_different_purposes_cannot_be_linked() => Assert.NotEqual(
        _indexer.Compute(BlindTerm.Phone("SAME", "JP")).Value.ToArray(),
        _indexer.Compute(BlindTerm.Email("SAME")).Value.ToArray());

    [Fact]
    public void Values_under_different_secrets_cannot_be_linked()
    {
        using var otherRing = KeyRing.Create(new KeyId("one"));
        using var other = new BlindIndexer(otherRing);
        Assert.NotEqual(
            _indexer.Compute(BlindTerm.Phone("+819012345678", "JP")).Value.ToArray(),
            other.Compute(BlindTerm.Phone("+819012345678", "JP")).Value.ToArray());
    }

    [Fact]
    public void While_a_secret_is_replaced_both_values_are_looked_for()
    {
        var old = _indexer.Compute(BlindTerm.Phone("+819012345678", "JP"));
        using var grown = _ring.WithNewCurrent(new KeyId("two"));
        using var indexer = new BlindIndexer(grown);

        var candidates = indexer.Candidates(BlindTerm.Phone("+819012345678", "JP"));
        Assert.Equal(2, candidates.Count);
        Assert.Equal(new KeyId("two"), indexer.Compute(BlindTerm.Phone("+819012345678", "JP")).Key);
        Assert.Contains(old, candidates);
    }

    [Fact]
    public void Neither_term_nor_value_shows_in_text()
    {
        var term = BlindTerm.Phone("+819012345678", "JP");
        var value = _indexer.Compute(term);
        Assert.Equal("term of Phone", $"{term}");
        Assert.Equal("blind index of Phone under one", $"{value}");
    }

    [Fact]
    public void After_disposal_nothing_is_hashed()
    {
        _indexer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _indexer.Compute(BlindTerm.Phone("+819012345678", "JP")));
    }

    private static PassportNumber Number(string text) => PassportNumber.Parse(text);

    private static PersonName Name(string surname, string givenNames) => PersonName.Create(surname, givenNames)!;
}
