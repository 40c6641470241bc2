namespace Actors.Protocol.Messages;

/// <summary>
/// What a phone says of itself. Nothing in it is held against a person: what is broken is mended. What a phone cannot tell it
/// leaves out.
/// </summary>
/// <param name="LocationDenied">The app may not ask for the location.</param>
/// <param name="CameraDenied">The app may not use the camera.</param>
/// <param name="MicrophoneDenied">The app may not use the microphone.</param>
/// <param name="NotificationsDenied">The app may not show notifications.</param>
/// <param name="Silent">The phone is silent or only vibrates.</param>
/// <param name="BatterySaver">The battery saver is on.</param>
/// <param name="NoPush">There is no push subscription.</param>
/// <param name="BatteryPercent">0 to 100; null where a phone does not tell.</param>
public sealed record Condition(
    bool LocationDenied = false, bool CameraDenied = false, bool MicrophoneDenied = false, bool NotificationsDenied = false,
    bool Silent = false, bool BatterySaver = false, bool NoPush = false, int? BatteryPercent = null);
