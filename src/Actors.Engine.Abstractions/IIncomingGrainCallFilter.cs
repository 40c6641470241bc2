namespace Orleans;

/// <summary>Stands before every call to a grain, in the turn of that call.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Does its part and goes on by <see cref="IGrainCallContext.Invoke"/>, or not.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
