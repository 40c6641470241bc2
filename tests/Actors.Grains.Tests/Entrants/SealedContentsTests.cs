using System.Text;
using Actors.Domain.Entrants.Health;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Protection;
using Actors.Grains.Entrants;
using Actors.Grains.Tests.Markers;

namespace Actors.Grains.Tests.Entrants;

/// <summary>What was sealed years ago must still open: the forms are fixed.</summary>
public sealed class SealedContentsTests
{
    public static TheoryData<HealthAnswers> Samples => new()
    {
        new HealthAnswers(null, Symptoms.None, null),
        new HealthAnswers(36.5m, Symptoms.None, ""),
        new HealthAnswers(38.25m, Symptoms.Fever | Symptoms.Chills, "頭が痛い \"very\" \\ 😷\n"),
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Answers_are_read_as_they_were_written(HealthAnswers answers) =>
        Assert.Equal(answers, SealedContents.ReadHealth(SealedContents.WriteHealth(answers)));

    [Fact]
    public void The_form_of_answers_is_known()
    {
        var answers = new HealthAnswers(37.5m, Symptoms.Cough | Symptoms.Nausea, "x");
        Assert.Equal(
            """{"temperatureCelsius":37.5,"symptoms":514,"note":"x"}""",
            Encoding.UTF8.GetString(SealedContents.WriteHealth(answers)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"temperatureCelsius":"secret"}""")]
    public void Something_else_is_refused_without_quoting_it(string text)
    {
        var exception = Assert.Throws<FormatException>(() => SealedContents.ReadHealth(Encoding.UTF8.GetBytes(text)));
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_of_a_place_is_known()
    {
        using var key = await new ClearKeys().OpenAsync(RecordId.New(), TestContext.Current.CancellationToken);
        var place = new Place(new GeoPoint(35.5, 139.75), 3, 0.02);
        var stored = place.Seal(key);
        Assert.Equal("010003000000000000C0414000000000007861407B14AE47E17A943F", Convert.ToHexString(stored.Bytes.Span));
        Assert.Equal(place, Place.Open(key, stored));
        Assert.Throws<FormatException>(() => Place.Open(key, Sealed.FromBytes(stored.Bytes.Span[1..])));
        Assert.Throws<FormatException>(() => Place.Open(key, Sealed.FromBytes([2, .. stored.Bytes.Span[1..]])));
    }
}
