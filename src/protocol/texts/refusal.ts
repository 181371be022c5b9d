import { defineText } from '../text.ts';

/** Refusals that any service may give; what only one service refuses stands in its own text.ts. */
export const refusalText = defineText(
  {
    invalid: '这一步没有做成，请再试一次。',
    tooLarge: '内容太长了，请改短一些。',
    tooFast: '按得太快了，请稍等一下再按。',
    keyReused: '这一步没有做成，请退回去再来一次。',
    forbidden: '这里不能这样做，请联系服务中心。',
    gone: '这一项已经没有了，请退回去看看。',
    conflict: '刚才情况变了，请再看一眼。',
    late: '时间过了，不能再改了。',
    soldout: '已经没有了。',
    unavailable: '服务中心正忙，请过一会儿再试。',
    noSuchCode: '没有电视在显示这个号码，请核对后再输一遍。',
    loginTaken: '这个登录名已经有人用了。',
    passwordMissing: '新账号要设密码。',
    wrongLogin: '登录名或密码不对。',
    tooManyTries: '试的次数太多了，请 {minutes} 分钟后再试。',
  },
  {
    invalid: 'That did not work. Please try again.',
    tooLarge: 'Too long. Please shorten it.',
    tooFast: 'Too fast. Please wait a moment.',
    keyReused: 'That did not work. Go back and try again.',
    forbidden: 'Not allowed here. Please ask the center.',
    gone: 'This is no longer there. Please go back.',
    conflict: 'Something has changed. Please look again.',
    late: 'Too late to change.',
    soldout: 'Sold out.',
    unavailable: 'The center is busy. Please try again later.',
    noSuchCode: 'No TV shows this code. Please check and type it again.',
    loginTaken: 'This login is in use.',
    passwordMissing: 'A new account needs a password.',
    wrongLogin: 'Login or password is wrong.',
    tooManyTries: 'Too many tries. Wait {minutes} minutes.',
  },
);
