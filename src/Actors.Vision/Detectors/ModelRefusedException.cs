namespace Actors.Vision.Detectors;

/// <summary>The face model cannot be used. The message names the file, what is wrong and how to mend it.</summary>
public sealed class ModelRefusedException : Exception
{
    public ModelRefusedException()
    {
    }

    public ModelRefusedException(string message)
        : base(message)
    {
    }

    public ModelRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
