using Actors.Domain.Entrants.Stays;
using Actors.Protocol.Messages;
using Actors.Vision.Guidance;

namespace Actors.Server.Calls;

/// <summary>What the machine says of one picture, before it is put into words.</summary>
/// <param name="Number">Which call.</param>
/// <param name="Person">Who is looked at.</param>
/// <param name="Code">What to do.</param>
/// <param name="Progress">How much of it is done, 0 to 1.</param>
/// <param name="Face">Where the one face is.</param>
internal sealed record CallGuidance(int Number, EntrantId Person, GuideCode Code, double Progress, FaceBox? Face);
