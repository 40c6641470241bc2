namespace Actors.Notifications.Texts.Keys;

/// <summary>The request for a health report, its questions, and what follows the answers.</summary>
public static class HealthTexts
{
    public static TextKey PromptTitle { get; } = new("prompt.health.title");

    /// <summary>Takes <c>until</c>.</summary>
    public static TextKey PromptBody { get; } = new("prompt.health.body");

    public static TextKey PromptReminderTitle { get; } = new("prompt.health.reminder-title");

    /// <summary>Takes <c>until</c>.</summary>
    public static TextKey PromptReminderBody { get; } = new("prompt.health.reminder-body");

    /// <summary>Takes <c>link</c>, <c>until</c>.</summary>
    public static TextKey PromptSms { get; } = new("prompt.health.sms");

    public static TextKey Temperature { get; } = new("health.question.temperature");

    public static TextKey Symptoms { get; } = new("health.question.symptoms");

    public static TextKey Note { get; } = new("health.question.note");

    public static TextKey Companions { get; } = new("health.question.companions");

    public static TextKey Done { get; } = new("health.done");

    public static TextKey DoneLate { get; } = new("health.done-late");

    public static TextKey ContactTitle { get; } = new("health.contact-title");

    /// <summary>Takes <c>centre</c>, <c>phone</c>.</summary>
    public static TextKey ContactBody { get; } = new("health.contact-body");
}

/// <summary>The names of symptoms, and the question about each.</summary>
public static class SymptomTexts
{
    public static TextKey Fever { get; } = new("health.symptom.fever");

    public static TextKey Cough { get; } = new("health.symptom.cough");

    public static TextKey SoreThroat { get; } = new("health.symptom.sore-throat");

    public static TextKey Breathlessness { get; } = new("health.symptom.breathlessness");

    public static TextKey Fatigue { get; } = new("health.symptom.fatigue");

    public static TextKey Headache { get; } = new("health.symptom.headache");

    public static TextKey MusclePain { get; } = new("health.symptom.muscle-pain");

    public static TextKey LossOfTasteOrSmell { get; } = new("health.symptom.loss-of-taste-or-smell");

    public static TextKey Diarrhoea { get; } = new("health.symptom.diarrhoea");

    public static TextKey Nausea { get; } = new("health.symptom.nausea");

    public static TextKey RunnyNose { get; } = new("health.symptom.runny-nose");

    public static TextKey Chills { get; } = new("health.symptom.chills");

    public static TextKey AskFever { get; } = new("health.question.fever");

    public static TextKey AskCough { get; } = new("health.question.cough");

    public static TextKey AskSoreThroat { get; } = new("health.question.sore-throat");

    public static TextKey AskBreathlessness { get; } = new("health.question.breathlessness");

    public static TextKey AskFatigue { get; } = new("health.question.fatigue");

    public static TextKey AskHeadache { get; } = new("health.question.headache");

    public static TextKey AskMusclePain { get; } = new("health.question.muscle-pain");

    public static TextKey AskLossOfTasteOrSmell { get; } = new("health.question.loss-of-taste-or-smell");

    public static TextKey AskDiarrhoea { get; } = new("health.question.diarrhoea");

    public static TextKey AskNausea { get; } = new("health.question.nausea");

    public static TextKey AskRunnyNose { get; } = new("health.question.runny-nose");

    public static TextKey AskChills { get; } = new("health.question.chills");

    /// <summary>The name of a symptom. The enum has values named like the members above.</summary>
    public static TextKey NameOf(Enum value) => NamedTexts.Of("health.symptom", value);

    /// <summary>The question about a symptom. The enum has values named like the members above.</summary>
    public static TextKey QuestionOf(Enum value) => NamedTexts.Of("health.question", value);
}
