namespace Actors.Vision.Faces;

/// <summary>
/// A face in a picture. Masks and drawings are faces too: that somebody lives behind it is shown by the turn of the head.
/// </summary>
/// <param name="Score">How sure the detector is, from the threshold to 1.</param>
/// <param name="Box">Where it is.</param>
/// <param name="Keypoints">Eyes, nose, mouth and ears.</param>
public readonly record struct Face(float Score, FaceBox Box, FaceKeypoints Keypoints);
