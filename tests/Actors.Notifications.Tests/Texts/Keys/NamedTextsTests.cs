using Actors.Notifications.Texts.Keys;

namespace Actors.Notifications.Tests.Texts.Keys;

public class NamedTextsTests
{
    private enum Symptom
    {
        Fever, Cough, SoreThroat, Breathlessness, Fatigue, Headache, MusclePain, LossOfTasteOrSmell, Diarrhoea, Nausea,
        RunnyNose, Chills,
    }

    private enum Outcome
    {
        Open, Answered, Late, Missed, Excused,
    }

    [Fact]
    public void Every_symptom_has_a_name_and_a_question() =>
        Assert.All(Enum.GetValues<Symptom>(), symptom =>
            Assert.NotEqual(SymptomTexts.NameOf(symptom), SymptomTexts.QuestionOf(symptom)));

    [Fact]
    public void Words_of_a_name_are_told_apart()
    {
        Assert.Equal("health.symptom.loss-of-taste-or-smell", SymptomTexts.NameOf(Symptom.LossOfTasteOrSmell).Value);
        Assert.Equal("health.question.sore-throat", SymptomTexts.QuestionOf(Symptom.SoreThroat).Value);
    }

    [Fact]
    public void Every_outcome_has_a_name() =>
        Assert.All(Enum.GetValues<Outcome>(), outcome => PromptTexts.OutcomeOf(outcome));

    [Fact]
    public void A_value_without_a_text_is_refused() =>
        Assert.Throws<ArgumentException>(() => PromptTexts.OutcomeOf(DayOfWeek.Monday));
}
