namespace Actors.Client.Simulated;

/// <summary>What kind of person or phone it is. Most are prompt; the others are what makes following up hard.</summary>
public enum Temper
{
    /// <summary>Answers within minutes.</summary>
    Prompt = 0,

    /// <summary>Answers, often after the time.</summary>
    Late = 1,

    /// <summary>Sleeps at odd hours with the phone on: prompts arrive and stay unanswered.</summary>
    Asleep = 2,

    /// <summary>The battery is flat now and then, for hours.</summary>
    FlatBattery = 3,

    /// <summary>No network for a whole day; what was answered meanwhile is sent later.</summary>
    NoNetworkForADay = 4,

    /// <summary>Moves to another place and checks in there.</summary>
    MovesHouse = 5,

    /// <summary>Sends positions that are made up.</summary>
    FakedPosition = 6,

    /// <summary>Is never heard of again from some moment on; some are never heard of at all.</summary>
    TrulyGone = 7,
}
