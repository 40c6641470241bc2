namespace Orleans.Runtime;

/// <summary>A timer of one activation. Disposing it ends it; so does the end of the activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets when it ticks next and how often from then on.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
