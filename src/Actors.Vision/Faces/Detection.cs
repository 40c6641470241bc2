namespace Actors.Vision.Faces;

/// <summary>
/// What came of looking for faces in one picture: <see cref="FacesDetected"/> or <see cref="DetectionFailed"/>.
/// </summary>
public abstract record Detection
{
    private protected Detection()
    {
    }
}
