using System.Reflection;
using System.Runtime.CompilerServices;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Health;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Ledger;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;
using Actors.Storage.ReadModels.Entrants;
using Actors.Testing.Entrants;
using PhoneTexts = Actors.Server.Phones.PhoneTexts;

namespace Actors.Server.Tests.Phones;

public sealed class PhoneTextsTests
{
    private static readonly DateTimeOffset Now = new(2021, 4, 5, 9, 0, 0, TimeSpan.FromHours(9));

    public static TheoryData<string> Tags => [.. Language.All.Select(language => language.Tag)];

    [Theory]
    [MemberData(nameof(Tags))]
    public void Every_refusal_has_a_text_of_its_own(string tag)
    {
        var texts = In(tag);
        var all = Refusals().ToList();
        var said = all.Select(refusal => texts.Of(refusal, TestProgrammes.Japan)).ToList();
        Assert.DoesNotContain(Catalogue.Default.Format(Language.Parse(tag), RefusalTexts.TryAgainLater), said);
        Assert.Equal(all.Select(refusal => refusal.Code).Distinct().Count(), said.Distinct().Count());
    }

    [Fact]
    public void Ranges_are_those_of_the_programme()
    {
        var texts = In("en");
        Assert.Equal(
            "Please enter a body temperature between 30 and 45 °C.",
            texts.Of(new("temperature-out-of-range"), TestProgrammes.Japan));
        Assert.Contains("-90 and 90", texts.Of(new("latitude-out-of-range"), TestProgrammes.Japan), StringComparison.Ordinal);
        Assert.Contains("at most 5", texts.Of(new("too-many-companions"), TestProgrammes.Japan), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void Everything_shown_has_a_text_of_its_own(string tag)
    {
        var texts = In(tag);
        var codes = ShownCodes().ToHashSet();
        Assert.Contains("checked-in-at-new-place", codes);
        Assert.Contains("prompt-missed", codes);
        Assert.DoesNotContain("day-planned", codes);
        Assert.Equal(codes.Count, codes.Select(texts.Recorded).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Tags))]
    public void Every_excuse_and_symptom_has_a_text(string tag)
    {
        var texts = In(tag);
        Assert.All(
            Enum.GetValues<Excuse>().Where(excuse => excuse != Excuse.None), excuse => Assert.NotEmpty(texts.Of(excuse)));
        Assert.All(
            Enum.GetValues<Symptoms>().Where(symptom => symptom != Symptoms.None),
            symptom => Assert.NotEqual(SymptomTexts.NameOf(symptom), SymptomTexts.QuestionOf(symptom)));
    }

    private static PhoneTexts In(string tag) => new(Catalogue.Default, Language.Parse(tag));

    /// <summary>All named ones, and those with which the rules answer values that cannot be.</summary>
    private static IEnumerable<Refusal> Refusals()
    {
        var rules = TestProgrammes.Japan;
        var fix = new Fix(35, 139, 10, Now, false);
        Fix[] wrong =
        [
            fix with { Latitude = 91 }, fix with { Longitude = 181 },
        ];
        HealthAnswers[] impossible =
        [
            new(60, Symptoms.None, null), new(36, (Symptoms)(1 << 30), null), new(36, Symptoms.None, new('n', 100_000)),
        ];
        var named = typeof(Refusals).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (Refusal)field.GetValue(null)!).ToList();
        var ofFixes = wrong.Select(each => FixRules.Check(each)!).ToList();
        var ofReports = impossible.Select(each => HealthCheck.Check(each, rules.Health)!).ToList();
        Assert.Equal(2, ofFixes.Select(refusal => refusal.Code).Distinct().Count());
        Assert.Equal(3, ofReports.Select(refusal => refusal.Code).Distinct().Count());
        return [.. named, .. ofFixes, .. ofReports];
    }

    /// <summary>What the board and the timeline call anything that can happen, whatever its values.</summary>
    private static IEnumerable<string> ShownCodes()
    {
        var kinds = typeof(EntrantEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(EntrantEvent)));
        foreach (var kind in kinds)
        {
            var choices = kind.GetProperties()
                .Select(property => (property, Type: Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
                .Where(choice => choice.Type.IsEnum)
                .SelectMany(choice => Enum.GetValues(choice.Type).Cast<object>(), (choice, value) => (choice.property, value))
                .Append((null!, null!));
            foreach (var (property, value) in choices)
            {
                var happened = (EntrantEvent)RuntimeHelpers.GetUninitializedObject(kind);
                property?.SetValue(happened, value);
                if (EventFacts.Of(happened) is { IsShown: true } facts)
                {
                    yield return facts.Code;
                }
            }
        }
    }
}
