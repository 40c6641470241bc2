using System.Text.Json;
using Actors.Domain.Inspection;
using Actors.Domain.Programmes;

namespace Actors.Server.Staff.Airport;

/// <summary>What the page of officers calls things.</summary>
internal static class AirportWords
{
    /// <summary>The name of a value in JSON.</summary>
    public static string NameOf(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Reads an item; <c>null</c> for any other text.</summary>
    public static CheckItem? ItemOf(string? text) => Parse<CheckItem>(text);

    /// <summary>Reads a mark; <c>null</c> for any other text.</summary>
    public static CheckMark? MarkOf(string? text) => Parse<CheckMark>(text);

    /// <summary>An item of the checklist.</summary>
    public static string LabelOf(CheckItem item) => item switch
    {
        CheckItem.Registered => "Registered",
        CheckItem.Confirmed => "Details confirmed",
        CheckItem.Pledge => "Pledge signed",
        CheckItem.TestCertificate => "Test certificate",
        CheckItem.Questionnaire => "Questionnaire done",
        CheckItem.Permissions => "Permissions of the app",
        CheckItem.PushTest => "Test push received",
        CheckItem.LocationTest => "Location received",
        CheckItem.CameraTest => "Camera works",
        CheckItem.LocationHistory => "Location history kept",
        CheckItem.ExposureApp => "Exposure app set up",
        _ => NameOf(item),
    };

    /// <summary>What stands beside an item; <c>null</c> for nothing.</summary>
    public static string? HintOf(CheckLine line) => line switch
    {
        { Standing: CheckStanding.Waiting } => "waiting for the phone…",
        { Standing: CheckStanding.Waived } => "passes without it",
        { Standing: CheckStanding.Met } => null,
        { Problem: CheckProblem.NotTested } => "press T to test",
        { Problem: CheckProblem.NotConfirmed } => "compare the passport, then mark it",
        { Problem: CheckProblem.NotConnected } => "the app is not open",
        { Problem: CheckProblem.NoAnswer } => "the phone did not answer",
        { Problem: CheckProblem.NoPush } => "the push did not arrive",
        _ => null,
    };

    /// <summary>Why a step was refused, and what to do.</summary>
    public static string Refusal(string code) => code switch
    {
        "inspection-incomplete" => "Required items are missing. Mend them, or waive them with Shift and the number.",
        "landing-unknown" => "Type the time of landing (L): the roster has no flight of today or yesterday for this person.",
        "item-not-by-hand" => "The phone shows this by itself. Press T to test, or waive it with Shift and the number.",
        "item-not-waivable" => "A person registers before passing.",
        "stay-ended" => "The stay of this registration is over. The person registers again in the app.",
        "stay-goes-on" => "The stay has begun with another time of landing.",
        "not-registered" => "The person has not registered.",
        "carer-answers" => "Another person answers for this one. Search for that person.",
        "no-takeover" => "No other phone asks for this registration any more.",
        "busy" => "The server is busy. Press the key again.",
        _ => $"It was refused ({code}). Press the key again, and tell the operators if it stays so.",
    };

    private static T? Parse<T>(string? text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (NameOf(value) == text)
            {
                return value;
            }
        }

        return null;
    }
}
