using System.Reflection;
using Actors.Grains.Entrants;

namespace Actors.Server.Tests.Phones;

/// <summary>
/// Grains as they are, but for entrants that have something to do before they answer a phone that connects.
/// </summary>
public class TalkativeGrains : DispatchProxy
{
    private object _target = null!;
    private Func<IPhoneObserver, Task> _before = null!;
    private Action _disconnected = null!;

    /// <summary>Stands before the grains.</summary>
    /// <param name="grains">The real ones.</param>
    /// <param name="beforeConnecting">What is done with a phone before its entrant gets to know it.</param>
    /// <param name="disconnected">Called when an entrant has forgotten a phone.</param>
    public static IGrainFactory Before(
        IGrainFactory grains, Func<IPhoneObserver, Task> beforeConnecting, Action? disconnected = null) =>
        Wrap(grains, beforeConnecting, disconnected ?? (static () => { }));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IEntrantGrain.ConnectAsync))
        {
            return ConnectAsync(
                (IEntrantGrain)_target, (IPhoneObserver)args![0]!, (Domain.Entrants.Contact.PhoneCondition?)args[1]);
        }

        if (targetMethod.Name == nameof(IEntrantGrain.DisconnectAsync))
        {
            return DisconnectAsync((IEntrantGrain)_target, (IPhoneObserver)args![0]!);
        }

        var result = targetMethod.Invoke(_target, args);
        return result is IEntrantGrain entrant ? Wrap(entrant, _before, _disconnected) : result;
    }

    private static T Wrap<T>(T target, Func<IPhoneObserver, Task> before, Action disconnected)
        where T : class
    {
        var proxy = Create<T, TalkativeGrains>();
        var grains = (TalkativeGrains)(object)proxy;
        (grains._target, grains._before, grains._disconnected) = (target, before, disconnected);
        return proxy;
    }

    private async Task DisconnectAsync(IEntrantGrain entrant, IPhoneObserver phone)
    {
        await entrant.DisconnectAsync(phone);
        _disconnected();
    }

    private async Task<EntrantView> ConnectAsync(
        IEntrantGrain entrant, IPhoneObserver phone, Domain.Entrants.Contact.PhoneCondition? condition)
    {
        await _before(phone);
        return await entrant.ConnectAsync(phone, condition);
    }
}
